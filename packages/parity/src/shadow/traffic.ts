import type { NotCompared, ParityReport } from '../report/parity-report.ts';
import { createTally } from '../report/tally.ts';

/** What has passed. */
export interface Traffic {
  /** ISO 8601. */
  readonly since: string;
  readonly requests: number;
  /** How many of them were copied to the candidate. */
  readonly copied: number;
  /** Why the others were not. */
  readonly notCopied: readonly NotCompared[];
}

/** Counts what passes, in bounded memory. */
export interface TrafficCount {
  addRequest(): void;
  addCopy(): void;
  addNotCopied(route: string, reason: string): void;
  traffic(): Traffic;
}

const mostReasons = 1000;

/** Starts counting. */
export function createTrafficCount(): TrafficCount {
  const since = new Date().toISOString();
  const notCopied = createTally({
    limit: mostReasons,
    fold: ({ reason }: { route: string; reason: string }) => ({ route: '$default', reason }),
    start: () => ({ steps: 0 }),
  });
  let [requests, copied] = [0, 0];
  return {
    addRequest: () => void requests++,
    addCopy: () => void copied++,
    addNotCopied: (route, reason) => void notCopied.of({ route, reason }).steps++,
    traffic: () => ({ since, requests, copied, notCopied: notCopied.list() }),
  };
}

/** The report of a shadow: of what was compared, and of what was not because it was not copied. */
export function toShadowReport(report: ParityReport, { notCopied, ...traffic }: Traffic): ParityReport {
  const asked = report.routes.filter(({ findings }) => findings > 0).map(({ routeKey }) => routeKey);
  const explained = new Set([...asked, ...notCopied.map(({ route }) => route)]);
  const isIdle = ({ steps }: NotCompared) => steps === undefined;
  const idle = report.notCompared
    .filter((entry) => isIdle(entry) && !explained.has(entry.route))
    .map(({ route }) => ({ route, reason: 'no request came for it' }));
  const notCompared = [...notCopied, ...report.notCompared.filter((entry) => !isIdle(entry)), ...idle];
  return { ...report, notCompared, shadow: traffic };
}
