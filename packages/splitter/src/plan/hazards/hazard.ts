import type { FindingCode } from '../../findings/catalogue.ts';
import type { LinkedModule } from '../liveness/linked-module.ts';

/** Something at a place in the source that concerns every function whose live code that is in. */
export interface Hazard extends Place {
  readonly code: FindingCode;
  readonly what: string;
  /** Other places by which it concerns functions: where the state is read that this one writes. */
  readonly alsoAt?: readonly Place[];
  /** It concerns every function: no source shows who meets it. */
  readonly everywhere?: boolean;
  /** Places that make it harmless: where the state is made that is missing without. */
  readonly unless?: readonly Place[];
}

export interface Place {
  readonly module: LinkedModule;
  readonly start: number;
}
