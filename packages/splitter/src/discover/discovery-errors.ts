import { relative } from 'node:path';
import { SplitError } from '../errors.ts';
import type { Site } from '../express-app.ts';
import type { ChildEnd } from './child-process.ts';
import { explainThrown } from './explain-thrown.ts';
import type { DiscoveryReport, ExportedValue, LoadingStage } from './report.ts';

export interface FailedDiscovery extends Omit<ChildEnd, 'report'> {
  /** As the user gave it. */
  readonly entry: string;
  readonly timeoutMs: number;
}

type Failure = Exclude<DiscoveryReport, { kind: 'found' }>;

/** One sentence about why there is no app, with the place; below it the end of what the app itself has printed. */
export function toSplitError(report: Failure | undefined, discovery: FailedDiscovery): SplitError {
  const [code, sentence] = report ? explainReport(report, discovery) : explainSilence(discovery);
  const output = discovery.output.trim();
  return new SplitError(code, output ? `${sentence}\nThe app printed:\n${indent(output)}` : sentence);
}

type Explanation = readonly [SplitError['code'], string];

function explainReport(report: Failure, { entry }: FailedDiscovery): Explanation {
  switch (report.kind) {
    case 'threw': {
      const { code, what, site, nextStep } = explainThrown(report.error);
      return [
        code,
        `${actOf(report.stage, entry)} fails: ${site ? formatSite(site) : entry} ${what}; ${nextStep}.`,
      ];
    }
    case 'stuck':
      return [
        'split.app-hangs',
        `${actOf(report.stage, entry)} never ends: it awaits what nothing will settle; see what it waits for.`,
      ];
    case 'exited':
      return [
        'split.app-exited',
        `Loading ${entry} ends the process: ${report.site ? formatSite(report.site) : entry} calls process.exit(${report.exitCode}); give what it needs to stay up, e.g. by --env KEY=VALUE.`,
      ];
    case 'own-handler':
      return [
        'split.no-app',
        `${entry} exports the Lambda handler "${report.name}", which does more than hand its event to the app, and no function would do that: make it middleware of the app, or export the app beside it.`,
      ];
    case 'no-app':
      return [
        'split.no-app',
        `${entry} exports ${describeExports(report.exports)} and listens with no Express app: export the app, or a function without parameters that makes it.`,
      ];
  }
}

function explainSilence({ timedOut, timeoutMs, entry, end }: FailedDiscovery): Explanation {
  return timedOut
    ? [
        'split.app-hangs',
        `${entry} has not finished loading after ${timeoutMs / 1000} s: give what it waits for, e.g. by --env KEY=VALUE.`,
      ]
    : ['split.app-exited', `Loading ${entry} ends the process (${end}): run it with node to see why.`];
}

function actOf(stage: LoadingStage, entry: string): string {
  return stage === 'load' ? `Loading ${entry}` : `The factory that ${entry} exports`;
}

/** As a terminal opens it: relative to where the user stands. */
function formatSite({ file, line, column }: Site): string {
  return `${relative(process.cwd(), file)}:${line}:${column}`;
}

function describeExports(exports: readonly ExportedValue[]): string {
  return exports.length === 0
    ? 'nothing'
    : exports.map(({ name, what }) => `${what} as "${name}"`).join(', ');
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
