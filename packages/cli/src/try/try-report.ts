import type { ParityReport } from '@unlith/parity';
import type { Manifest } from '@unlith/splitter/manifest';
import type { ColdStart } from './measure-cold-starts.ts';
import type { PermissionProof } from './prove-permissions.ts';
import type { TestRuns } from './run-tests.ts';

/** The outcome of `unlith try`: version 1 of the file `try.json`. */
export interface TryReport {
  readonly schema: 'unlith/try@1';
  /** Where the split's functions, permissions and findings are told; permissions are granted by what was seen. */
  readonly manifest: Manifest;
  readonly parity: ParityReport;
  /** That the granted permissions suffice; absent where no function was seen to use any. */
  readonly proof?: PermissionProof;
  /** Requests that the lith itself answered with 5xx: many of them say that the app misses something here. */
  readonly lithErrors: number;
  /** The fallback first. */
  readonly coldStarts: readonly ColdStart[];
  /** Absent without `--test`. */
  readonly tests?: TestRuns;
  readonly machine: { readonly node: string; readonly cpus: number };
}
