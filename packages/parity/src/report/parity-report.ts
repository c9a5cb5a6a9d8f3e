import type { MutationReport } from '../mutate/mutant.ts';
import type { SearchSummary } from '../search/search-report.ts';
import type { AcceptedDivergence } from './accepted-entry.ts';
import type { CauseKey } from './cause.ts';
import type { ExchangeSample } from './exchange-sample.ts';
import type { Finding } from './finding.ts';

/**
 * The outcome of a parity run: plain data, version 1 of the file `findings.json`, of which every other report is made. Counts
 * are exact; what is listed is bounded, so that a run of any length makes a report of at most 5 MB. Secrets are hidden.
 */
export interface ParityReport {
  readonly schema: 'unlith/findings@1';
  /** The targets' URLs; calibration is null where nothing was calibrated. */
  readonly baseline: string;
  readonly candidate: string;
  readonly calibration: string | null;
  readonly scenarios: number;
  /** Requests answered by both sides and compared. */
  readonly exchanges: number;
  /** The findings by cause, in the order in which they first occurred. */
  readonly causes: readonly Cause[];
  /** One by one, in the order of the run: the first 50 of each cause, as far as there is room. */
  readonly findings: readonly ReportedFinding[];
  /** Exchanges to look at, see {@link Cause.sample}. */
  readonly samples: readonly ExchangeSample[];
  /** The accepted divergences, and how many findings each took out of the above. */
  readonly accepted: readonly Counted<AcceptedDivergence>[];
  /** Causes that are known from an earlier run, and how many findings each took out of the above. */
  readonly known: readonly Counted<CauseKey>[];
  readonly notCompared: readonly NotCompared[];
  readonly routes: readonly RouteSummary[];
  /** The places where the baseline differs from itself. */
  readonly noise: readonly NoisePlace[];
  /** How far a noisy time may lie from the baseline's, in milliseconds since the scenario's start. */
  readonly timeToleranceMs: number;
  /** Why the run ended early, if it did: the report holds what had been compared until then. */
  readonly incomplete?: Incomplete;
  /** What the suite would not find, if that was asked. */
  readonly mutation?: MutationReport;
  /** How random sequences were searched for a difference, if that was done. */
  readonly search?: SearchSummary;
  /** Of live traffic: since when it was watched (ISO 8601), how many requests came, and how many of them were copied. */
  readonly shadow?: { readonly since: string; readonly requests: number; readonly copied: number };
}

/** Why a run ended before its suite did. */
export interface Incomplete {
  /** Of the error, `target.unreachable` for example, or `run.interrupted`. */
  readonly code: string;
  /** A sentence with place and next step. */
  readonly reason: string;
  /** What a command that ends with it exits with. */
  readonly exitCode: number;
  /** How many steps the suite has. */
  readonly steps: number;
}

/** An entry, and the number of findings that it stands for. */
export type Counted<Entry> = Entry & { readonly findings: number };

/** Findings of one cause. */
export interface Cause extends Counted<CauseKey> {
  /** Twelve hexadecimal digits, the same in every run. */
  readonly fingerprint: string;
  /** How many exchanges have such findings. */
  readonly exchanges: number;
  /** Which of the samples shows the first of these; absent where there was none, or no room for it. */
  readonly sample?: number;
}

/** A finding, and the fingerprint of its cause. */
export interface ReportedFinding extends Finding {
  readonly cause: string;
}

/** A route, or steps of it, that this run says nothing about. */
export interface NotCompared {
  readonly route: string;
  readonly reason: string;
  /** The first of the steps, and how many there are; absent when the route as a whole was left out. */
  readonly scenario?: string;
  readonly step?: string;
  readonly steps?: number;
}

/** The figures of one route; a percentile is null where no exchange was made. */
export interface RouteSummary {
  readonly routeKey: string;
  /** Where its handler is registered, `src/routes/bookings.ts:12:10`, if the caller knows. */
  readonly source?: string;
  readonly exchanges: number;
  /** Exchanges with findings. */
  readonly differing: number;
  readonly findings: number;
  /** The baseline's statuses, and how often each occurred. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Distinct places compared: the status, headers, cookies, fields of JSON; a body of another type is one. */
  readonly fields: number;
  /**
   * The share of requests like these that may yet differ, with 95 % confidence, where none of `exchanges` did: see
   * `boundDifference`. Null where one did, or nothing was compared.
   */
  readonly differAtMost: number | null;
  /** Median time from request to full answer, in milliseconds, to within one per cent. */
  readonly baselineP50Ms: number | null;
  readonly candidateP50Ms: number | null;
}

/** A place at which calibration saw the baseline differ from itself. */
export interface NoisePlace {
  readonly routeKey: string;
  /** As {@link CauseKey} writes places. */
  readonly where: string;
  readonly kinds: readonly NoiseKind[];
  /** How many steps vary there. */
  readonly steps: number;
}

/** An id or other opaque token; a time; a body of bytes that is compared as one token; the order of a list. */
export type NoiseKind = 'id' | 'time' | 'bytes' | 'order';
