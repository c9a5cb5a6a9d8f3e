import type { Json } from '../report/finding.ts';

/** A place in which one side keeps what requests leave behind: tables, a bus, queues. */
export interface Store {
  /**
   * What is in it now; called again and again until nothing moves any more.
   *
   * @throws EnvironmentError when it cannot be read.
   */
  read(): Promise<readonly Collection[]>;
  /** How long it must have kept still to be at rest, in milliseconds. Default 300. */
  readonly quietMs?: number;
  /** How long it may take to come to rest; what still moves then is a finding `parity.unsettled`. Default 10,000. */
  readonly withinMs?: number;
}

/** The method of the requests under which collections are compared; no API has it. */
export const readMethod = 'READ';

/** Records of one kind, in no order. */
export interface Collection {
  /** The same on every side, which physical names are not: `tables/bookings`. */
  readonly name: string;
  readonly records: readonly Json[];
  /** Lists within records whose order means nothing either, by the end of their place: `/tags`, at whatever depth. */
  readonly orderBlind?: readonly string[];
}
