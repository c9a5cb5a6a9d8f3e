import type { FaultKind } from './fault.ts';

/** A fault that was injected has struck; what follows from it happens after this event. */
export interface FaultStruck {
  readonly type: 'fault.struck';
  readonly kind: FaultKind;
  /** Construct path or physical name of what it has struck. */
  readonly target: string;
}
