/**
 * Where faults can strike. A service asks at these points before it goes on and does what it is told; that is all it
 * knows of faults. `noFaults` lets everything pass, as a cloud does until `cloud.faults` is used.
 */
export interface FaultPoints {
  /**
   * Before a delivery: one number for each copy to deliver, the milliseconds for which that copy waits. `[0]`: once, at
   * once. `[0, 0]`: twice. `[500]`: late, so that later ones overtake it. Never empty: faults lose nothing that AWS
   * would not. Only where AWS itself may repeat and reorder: a FIFO queue does not ask.
   */
  planDelivery(point: DeliveryPoint): readonly number[];
  /** Before an allowed request goes on to the database. */
  findTableFault(point: TablePoint): TableFault | undefined;
  /** Before an API looks at a request. */
  findApiFault(point: ApiPoint): ApiFault | undefined;
  /** An environment is about to be handed an event, and may be killed now or later. */
  startInvocation(environment: EnvironmentPoint): void;
  /** An AWS service has carried out a call signed with this key; the answer goes to the caller afterwards. */
  finishCall(accessKeyId: string): void;
  /** A function has answered, and its answer goes on afterwards. */
  finishInvocation(environment: EnvironmentPoint): void;
  /** The process is gone, perhaps under an invocation, whose calls may still be on their way. */
  endEnvironment(accessKeyId: string): void;
}

/** What a fault's pattern is compared with: construct path, physical name. */
interface Named {
  readonly names: readonly string[];
}

/**
 * `queue`: a message that was sent becomes visible. `rule`: an event goes to a target of a rule. `pipe`: a batch goes
 * to the target of a pipe. `mapping`: a batch goes to the function of an event source mapping.
 */
interface DeliveryPoint extends Named {
  readonly channel: 'queue' | 'rule' | 'pipe' | 'mapping';
}

interface TablePoint extends Named {
  /** `TransactWriteItems` */
  readonly operation: string;
}

/** `crash`: the database ends while it carries out this request. */
export type TableFault =
  | { readonly kind: 'throttle' }
  | { readonly kind: 'delay'; readonly delayMs: number }
  | { readonly kind: 'crash' };

type ApiPoint = Named;

/** `refuse` without a status: the connection breaks without an answer. */
export type ApiFault =
  | { readonly kind: 'refuse'; readonly status: number | undefined }
  | { readonly kind: 'delay'; readonly delayMs: number };

/** One execution environment; its key is its own, so that its calls can be told from those of its siblings. */
export interface EnvironmentPoint extends Named {
  readonly accessKeyId: string;
  kill(): void;
}

/** Everything passes. */
export const noFaults: FaultPoints = {
  planDelivery: () => [0],
  findTableFault: () => undefined,
  findApiFault: () => undefined,
  startInvocation: () => {},
  finishCall: () => {},
  finishInvocation: () => {},
  endEnvironment: () => {},
};
