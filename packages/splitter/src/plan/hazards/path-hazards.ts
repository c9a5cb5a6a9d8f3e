import type { LinkedSources } from '../liveness/linked-sources.ts';
import type { Change, PathMention } from '../state/observations.ts';
import { connections } from '../state/outside-calls.ts';
import { joinPath } from '../state/properties.ts';
import { type Run, Thing } from '../state/things.ts';
import { groupChanges, toPlace, withReadersOnly } from './group-changes.ts';
import type { Hazard } from './hazard.ts';

interface PathQuestion {
  readonly changes: readonly Change[];
  readonly mentions: readonly PathMention[];
  readonly sources: LinkedSources;
}

/** No answer tells of it. */
const unseen = /^process\.(?:exitCode|title)\b/;

/** What Express and the language look at themselves. */
const everywhere =
  /^(?:express\(\)\.settings\.(?:\*|etag|json .*|query parser|subdomain offset|trust proxy|views?\b.*|x-powered-by)|express(?:\(\))?\.(?:request|response)\.|(?:.*\.)?prototype\.|process\.env\.TZ$)/;
/** What all functions of a package go by. */
const defaults = /\.(?:defaults|globalAgent)\..*$/;

/** What code gets at by its path, wherever it is: told where it is changed, it concerns whoever mentions it. */
export function listPathHazards({ changes, mentions, sources }: PathQuestion): readonly Hazard[] {
  const states = groupChanges(changes, ({ of, member = '*' }) =>
    of instanceof Thing && of.path !== undefined
      ? joinPath(of.path, member).replace(defaults, '.*')
      : undefined,
  );
  const rendering = [...sources.modules.values()].flatMap((module) =>
    module.facts.places.flatMap(({ kind, start }) => (kind === 'render' ? [{ module, start }] : [])),
  );
  return states.flatMap(({ key: path, code, changes: all }): readonly Hazard[] => {
    const [first] = all.toSorted((one, other) => one.start - other.start);
    if (!first || unseen.test(path)) return [];
    const alsoAt = [
      ...mentions.flatMap((mention) => (concerns(mention.path, path) ? [toPlace(mention)] : [])),
      // A template sees all of `app.locals`.
      ...(path.startsWith('express().locals') ? rendering : []),
    ];
    const hazard = { ...toPlace(first), code, what: format(path), alsoAt, everywhere: everywhere.test(path) };
    return withReadersOnly(hazard, all);
  });
}

/** Functions that talk to clients by other ways than answers, each told once. */
export function listConnectionHazards(mentions: readonly PathMention[]): readonly Hazard[] {
  const last = new Map<Run, PathMention>();
  for (const mention of mentions) {
    const { run, start, path } = mention;
    if (connections.test(path) && start > (last.get(run)?.start ?? -1)) last.set(run, mention);
  }
  return [...last.values()].map((mention) => ({
    ...toPlace(mention),
    code: 'split.upgrade',
    what: format(mention.path),
  }));
}

/** Whether who mentions the one gets to see the other, or a part of it. `*` is any property. */
function concerns(mentioned: string, changed: string): boolean {
  const own = mentioned.split('.');
  for (const [index, name] of changed.split('.').entries()) {
    if (own[index] === undefined) return false;
    if (own[index] === '*' || name === '*') return true;
    if (own[index] !== name) return false;
  }
  return true;
}

/** `app.locals.users`, `process.env.MODE`, `store.js.total` */
function format(path: string): string {
  const name = path.replace(/^express\(\)/, 'app').replace(/^.*[\\/]/, '');
  return `\`${name.replace(/\.\*$/, '')}\``;
}
