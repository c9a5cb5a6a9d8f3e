import type { GenerateOptions } from '../generate/generate-scenarios.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { RequestFile } from './request-file.ts';

/** One kind of file that requests come in. */
export interface Source {
  /** `HAR 1.2` */
  readonly kind: string;
  /** By its name and its beginning. */
  recognises(file: RequestFile): boolean;
  /** @throws UsageError where the file as a whole is not what it should be; of its parts, what cannot be taken is skipped. */
  read(file: RequestFile, options: ReadOptions): Promise<Imported>;
}

/** How requests are taken out of a file. */
export interface ReadOptions extends GenerateOptions {
  /** The API that they went to, `https://api.example.com/prod`: others are left out, and its path is none of theirs. */
  readonly from?: string;
  /** Leaves tokens, cookies and passwords in. By default each becomes a name, or a mark. */
  readonly keepSecrets?: boolean;
  /** How many recorded requests are taken at most. Default 10,000. */
  readonly limit?: number;
}

/** What a file holds, as scenarios, and what was not taken of it. */
export interface Imported {
  readonly scenarios: readonly Scenario[];
  readonly skipped: readonly Skipped[];
}

/** What was not taken, and why. */
export interface Skipped {
  /** Where it was met first: `checkout.har entry 12`, `requests.sh:7`. */
  readonly place: string;
  readonly reason: string;
  /** How often in all. */
  readonly times: number;
}
