import type { Send } from '../http/http-message.ts';
import type { Store } from '../stores/store.ts';

/** An API under comparison. */
export interface Target {
  /** Base URL; also what reports call the target. */
  readonly url: string;
  /** The token for a name used as `as`, or undefined when this target cannot have one: such steps are listed as not compared. */
  readonly credentials?: (name: string) => string | undefined | Promise<string | undefined>;
  /** Another transport than {@link createHttpTransport}, supertest for example. */
  readonly send?: Send;
  /** Read when all is played: what requests left behind is compared, too. Collections have the same names on every target. */
  readonly stores?: readonly Store[];
}
