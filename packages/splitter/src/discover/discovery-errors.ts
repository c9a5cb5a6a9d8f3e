import { relative } from 'node:path';
import { SplitError } from '../errors.ts';
import type { Site } from '../express-app.ts';
import type { ChildEnd } from './child-process.ts';
import type { DiscoveryReport, ExportedValue, LoadingStage, ThrownError } from './report.ts';

export interface FailedDiscovery extends ChildEnd {
  readonly root: string;
  readonly entry: string;
  readonly timeoutMs: number;
}

type Failure = Exclude<DiscoveryReport, { kind: 'found' }>;

/** One sentence about why there is no app, with the place, and the end of what the app itself had printed below it. */
export function toSplitError(report: Failure | undefined, discovery: FailedDiscovery): SplitError {
  const [code, sentence] = explain(report, discovery);
  const output = discovery.output.trim();
  return new SplitError(code, output ? `${sentence}\nIt printed:\n${indent(output)}` : sentence);
}

type Explanation = readonly [SplitError['code'], string];

function explain(report: Failure | undefined, discovery: FailedDiscovery): Explanation {
  if (!report) return explainSilence(discovery);
  switch (report.kind) {
    case 'threw':
      return explainThrown(report.error, report.stage, discovery);
    case 'stuck':
      return [
        'split.app-hangs',
        `${actOf(report.stage, discovery)} never ends: it awaits something that nothing will settle.`,
      ];
    case 'exited': {
      const place = report.site ? ` at ${formatSite(report.site, discovery.root)}` : '';
      return [
        'split.app-exited',
        `The app called process.exit(${report.exitCode})${place} while it loaded: see that it stays up, e.g. by --env KEY=VALUE.`,
      ];
    }
    case 'no-app':
      return [
        'split.no-app',
        `${discovery.entry} exports no Express app (${describeExports(report.exports)}) and listens with none: export the app, or a function that makes it without arguments.`,
      ];
  }
}

function explainSilence({ timedOut, timeoutMs, entry }: FailedDiscovery): Explanation {
  return timedOut
    ? [
        'split.app-hangs',
        `${entry} has not finished loading after ${timeoutMs / 1000} s: give what it waits for, e.g. by --env KEY=VALUE.`,
      ]
    : ['split.app-exited', `The process that loaded ${entry} died without a word.`];
}

function explainThrown(error: ThrownError, stage: LoadingStage, discovery: FailedDiscovery): Explanation {
  const place = findPlace(error.stack, discovery.root);
  return [
    'split.app-threw',
    `${actOf(stage, discovery)} throws ${error.name}: ${firstLine(error.message)}${place && ` at ${place}`}.`,
  ];
}

function actOf(stage: LoadingStage, { entry }: FailedDiscovery): string {
  return stage === 'load' ? `Loading ${entry}` : `The app's factory in ${entry}`;
}

/** The first frame in a file of the app's own. */
function findPlace(stack: string, root: string): string {
  for (const [, file = '', line, column] of stack.matchAll(
    /^ +at .*?((?:file:\/\/)?\/[^()]*?):(\d+):(\d+)\)?$/gm,
  )) {
    if (file.includes('/node_modules/')) continue;
    const path = file.replace(/^file:\/\//, '');
    return formatSite({ file: path, line: Number(line), column: Number(column) }, root);
  }
  return '';
}

function formatSite({ file, line, column }: Site, root: string): string {
  return `${relative(root, file)}:${line}:${column}`;
}

function describeExports(exports: readonly ExportedValue[]): string {
  return exports.length === 0 ? 'nothing' : exports.map(({ name, what }) => `${name}: ${what}`).join(', ');
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
