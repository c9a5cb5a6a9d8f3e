import type { ParityReport } from '../report/parity-report.ts';
import type { Observer } from './observer.ts';
import { type Traffic, toShadowReport } from './traffic.ts';

/** A report as the bytes of its file, and what it comes to. */
export interface WrittenReport {
  readonly json: Uint8Array;
  readonly figures: ShadowFigures;
}

/** What a shadow has seen so far. */
export interface ShadowFigures {
  readonly requests: number;
  readonly copied: number;
  /** Exchanges which both sides answered, and those of them that differ. */
  readonly compared: number;
  readonly differing: number;
  /** Copies that the candidate did not answer. */
  readonly unanswered: number;
}

/** What an observer and the traffic in front of it come to. */
export function toWrittenReport(observer: Observer, traffic: Traffic): WrittenReport {
  const report = toShadowReport(observer.report(), traffic);
  const json = new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`);
  return { json, figures: toFigures(report, traffic) };
}

function toFigures(
  { exchanges, routes, causes }: ParityReport,
  { requests, copied }: Traffic,
): ShadowFigures {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const unanswered = causes.filter(({ code }) => code === 'parity.no-answer');
  return {
    requests,
    copied,
    compared: exchanges,
    differing: sum(routes.map(({ differing }) => differing)),
    unanswered: sum(unanswered.map(({ findings }) => findings)),
  };
}
