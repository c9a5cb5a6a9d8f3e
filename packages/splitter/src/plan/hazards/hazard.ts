import type { FindingCode } from '../../findings/catalogue.ts';
import type { LinkedModule } from '../liveness/linked-module.ts';

/** A place in the source that concerns every function whose live code it is in. */
export interface Hazard {
  readonly code: FindingCode;
  readonly module: LinkedModule;
  readonly start: number;
  readonly what: string;
}
