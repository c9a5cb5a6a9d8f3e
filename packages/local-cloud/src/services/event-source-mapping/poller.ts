import type { Clock } from '../../clock.ts';
import type { EmitEvent } from '../../events.ts';
import type { Pauses } from '../../pauses.ts';
import { maxPayloadBytes } from '../lambda/invocation.ts';
import type { LambdaService } from '../lambda/service.ts';
import type { SqsApi, SqsCaller } from '../sqs/api.ts';
import { SqsError } from '../sqs/errors.ts';
import { deliverBatch } from './batch-delivery.ts';
import { receiveBatch } from './batch-source.ts';
import type { MappingEvent } from './cloud-events.ts';
import type { Mapping } from './mapping.ts';
import { type SqsRecord, splitByBytes } from './sqs-event.ts';

export interface PollerDependencies {
  readonly call: SqsApi;
  readonly invoke: LambdaService['invoke'];
  readonly clock: Clock;
  readonly pauses: Pauses;
  readonly emit: EmitEvent;
  /** Milliseconds by which each copy of a batch is late; `[0]` unless faults are planted. */
  planDelivery(): readonly number[];
}

/** What a mapping joins, and the session of the function's role under which it polls. */
export interface PollerEnds {
  readonly caller: SqsCaller;
  readonly queueUrl: string;
  readonly functionArn: string;
  readonly names: { readonly function: string; readonly queue: string };
}

/**
 * Moves messages from a queue to a function until it is stopped, or SQS does not let it. It waits for messages without
 * a timer of its own, and for a function that is busy with as many batches as it may have.
 */
export class Poller {
  readonly #mapping: Mapping;
  readonly #ends: PollerEnds;
  readonly #deps: PollerDependencies;
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>;
  /** Batches that are with the function. */
  #underWay = 0;
  #wake = () => {};

  constructor(mapping: Mapping, ends: PollerEnds, deps: PollerDependencies) {
    this.#mapping = mapping;
    this.#ends = ends;
    this.#deps = deps;
    this.#running = this.#run();
  }

  /** Batches that are with the function end on their own. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    this.#deps.emit({ type: 'mapping.started', ...this.#ends.names });
    try {
      while (await this.#mayGoOn()) {
        for (const batch of await this.#receive()) {
          if (await this.#mayGoOn()) this.#start(batch);
        }
      }
    } catch (error) {
      this.#report('ReceiveMessage', error);
    }
  }

  /** Resolves with true when the function may have one more batch, with false when the poller is stopped. */
  async #mayGoOn(): Promise<boolean> {
    const { signal } = this.#stopping;
    while (!signal.aborted && this.#underWay >= this.#mapping.maxConcurrency) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return !signal.aborted;
  }

  async #receive(): Promise<SqsRecord[][]> {
    const { call, clock } = this.#deps;
    const { signal } = this.#stopping;
    const records = await receiveBatch(this.#mapping, { call, clock, signal, ...this.#ends });
    return splitByBytes(records, maxPayloadBytes);
  }

  #start(batch: readonly SqsRecord[]): void {
    this.#underWay++;
    const copies = this.#deps.planDelivery().map((lateMs) => this.#deliver(batch, lateMs));
    void Promise.all(copies).then(() => {
      this.#underWay--;
      this.#wake();
    });
  }

  async #deliver(batch: readonly SqsRecord[], lateMs: number): Promise<void> {
    const { pauses, invoke, emit } = this.#deps;
    const { functionArn, names } = this.#ends;
    const { reportsFailures } = this.#mapping;
    if (lateMs > 0 && !(await pauses.wait(lateMs))) return;
    const done = await deliverBatch(batch, { invoke, emit, names, functionArn, reportsFailures });
    for (let at = 0; at < done.length; at += 10) await this.#delete(done.slice(at, at + 10));
  }

  async #delete(records: readonly SqsRecord[]): Promise<void> {
    const { caller, queueUrl } = this.#ends;
    const Entries = records.map(({ receiptHandle }, index) => ({
      Id: `${index}`,
      ReceiptHandle: receiptHandle,
    }));
    const input = { QueueUrl: queueUrl, Entries };
    try {
      await this.#deps.call({ operation: 'DeleteMessageBatch', input, caller });
    } catch (error) {
      this.#report('DeleteMessageBatch', error);
    }
  }

  #report(operation: Extract<MappingEvent, { type: 'mapping.failed' }>['operation'], error: unknown): void {
    if (!(error instanceof SqsError)) throw error;
    const { code: errorType, message: errorMessage } = error;
    this.#deps.emit({ type: 'mapping.failed', ...this.#ends.names, operation, errorType, errorMessage });
  }
}
