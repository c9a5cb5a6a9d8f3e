import type { FindingCode } from './finding-catalogue.ts';

/** Anything JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One coded difference, at one place of one exchange. */
export interface Finding {
  readonly code: FindingCode;
  readonly routeKey: string;
  readonly scenario: string;
  readonly step: string;
  /** `status`, `header:etag`, `cookie:session;path`, `body:/items/0/id`, `body:/html/body/p[2]@class`. */
  readonly where: string;
  /** What each side has there; null where it has nothing. Long values are cut. */
  readonly baseline: Json;
  readonly candidate: Json;
  /** Why this is one, where the values alone do not tell. */
  readonly note?: string;
}
