import type { AcceptedFinding, Finding } from './finding.ts';

/** The outcome of a parity run: plain data, version 1 of the file `parity.json`. */
export interface ParityReport {
  readonly schema: 'unlith/parity@1';
  /** The targets' URLs; calibration is null where nothing was calibrated. */
  readonly baseline: string;
  readonly candidate: string;
  readonly calibration: string | null;
  readonly scenarios: number;
  /** Requests answered by both sides and compared. */
  readonly exchanges: number;
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  readonly notCompared: readonly NotCompared[];
  readonly routes: readonly RouteSummary[];
  /** The places where the baseline differs from itself. */
  readonly noise: readonly NoisePlace[];
  /** How far a noisy time may lie from the baseline's, in milliseconds since the scenario's start. */
  readonly timeToleranceMs: number;
}

/** A route, or one step of it, that this run says nothing about. */
export interface NotCompared {
  readonly route: string;
  readonly reason: string;
  readonly scenario?: string;
  readonly step?: string;
}

/** The figures of one route; a percentile is null where no exchange was made. */
export interface RouteSummary {
  readonly routeKey: string;
  readonly exchanges: number;
  readonly findings: number;
  /** Median time from request to full answer, in milliseconds. */
  readonly baselineP50Ms: number | null;
  readonly candidateP50Ms: number | null;
}

/** A place at which calibration saw the baseline differ from itself. */
export interface NoisePlace {
  readonly scenario: string;
  readonly step: string;
  readonly where: string;
  readonly kinds: readonly NoiseKind[];
}

/** An id or other opaque token; a time; a body of bytes that is compared as one token. */
export type NoiseKind = 'id' | 'time' | 'bytes';
