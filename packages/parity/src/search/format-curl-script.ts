import type { CaptureSource, Request, Scenario, Step } from '../scenario/scenario.ts';
import { toHttpRequest } from '../scenario/to-http-request.ts';
import { formatCurl } from '../sources/curl/format-curl.ts';
import { findTemplate } from './find-template.ts';

/**
 * A scenario as a script for bash, curl and Node.js, which plays it on an API and prints what that answers:
 * `bash divergence.sh https://api.example.com`. Tokens are taken from `UNLITH_TOKEN_<NAME>`.
 */
export function formatCurlScript({ name, steps }: Scenario): string {
  return `${[formatHead(name), ...steps.map(formatStep)].join('\n\n')}\n`;
}

const formatHead = (name: string) => `#!/usr/bin/env bash
# ${name}: bash ${'$'}0 <base URL>
set -u
base="\${1:?Give the base URL of an API.}"
origin="$(cut -d/ -f1-3 <<< "$base")"
answer="$(mktemp -d)"
trap 'rm -r "$answer"' EXIT

play() { "$@" -sS -D "$answer/head" -o "$answer/body" && head -1 "$answer/head" && cat "$answer/body" && echo; }`;

function formatStep({ name, request, rivals = [], capture = {} }: Step): string {
  const template = findTemplate(request);
  if (!template) return `# ${name}: no curl command says what its function does`;
  const commands = [{}, ...rivals].map((sender) => formatCommand({ ...template, ...sender }));
  const takes = Object.entries(capture).map(([value, source]) => `${value}="$(${formatCapture(source)})"`);
  return [
    `echo '${name.replaceAll("'", String.raw`'\''`)}'`,
    ...(rivals.length > 0
      ? [...commands.map((command) => `${insert(command, 'curl -sS -i')} &`), 'wait']
      : commands.map((command) => insert(command, 'play curl'))),
    ...takes,
  ].join('\n');
}

/** Puts other words in place of the command's first one. */
const insert = (command: string, words: string) => command.replace(/(^|\| )curl/, `$1${words}`);

function formatCommand(template: Request): string {
  const { as, path } = template;
  const token = as === undefined ? {} : { token: `{{${toVariable(as)}}}` };
  const request = toHttpRequest({ ...template, path: '/' }, { place: path, ...token });
  return expand(formatCurl('{{base}}', { ...request, path }));
}

const toVariable = (name: string) => `UNLITH_TOKEN_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;

/** Lets the shell fill in values: between two quoted words, `{{id}}` becomes `"$id"`. */
function expand(command: string): string {
  return command.replaceAll(/\\.|(\$?')(?:[^'\\]|\\.)*'/gs, (word, quote?: string) =>
    quote === undefined
      ? word
      : word
          .replaceAll(
            /"\{\{(\w+):number\}\}"|\{\{(\w+)\}\}/g,
            (_, number, text) => `'"$${number ?? text}"${quote}`,
          )
          .replaceAll(/\{\{!(!*\w+(?::number)?)\}\}/g, '{{$1}}'),
  );
}

function formatCapture(source: CaptureSource): string {
  const [kind, place = ''] = source.split(/:(.*)/s);
  const line = (name: string) => `grep -i '^${name}' "$answer/head" | head -1`;
  switch (kind) {
    case 'header':
      return `${line(`${place}:`)} | cut -d' ' -f2- | tr -d '\\r'`;
    case 'cookie':
      return `${line(`set-cookie: *${place}=`)} | sed 's/^[^=]*=//; s/;.*//' | tr -d '\\r'`;
    case 'status':
      return `head -1 "$answer/head" | cut -d' ' -f2`;
    default:
      return `node -p 'JSON.parse(require("fs").readFileSync(0))${toProperty(place)}' < "$answer/body"`;
  }
}

const toProperty = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => `[${JSON.stringify(token.replaceAll('~1', '/').replaceAll('~0', '~'))}]`)
    .join('');
