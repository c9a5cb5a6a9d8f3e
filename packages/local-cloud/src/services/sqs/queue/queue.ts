import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../../../clock.ts';
import { invalidValue, queueDoesNotExist, SqsError } from '../errors.ts';
import { Agenda } from './agenda.ts';
import { DeduplicationWindow } from './deduplication.ts';
import { createFifoLineup, createStandardLineup, type Lineup } from './lineup.ts';
import type { Delivery, Message, NewMessage, ReceivedMessage } from './message.ts';
import type { QueueSettings } from './queue-settings.ts';
import { formatReceiptHandle, parseReceiptHandle } from './receipt-handle.ts';
import { Waiters } from './waiters.ts';

export interface QueueDependencies {
  readonly clock: Clock;
  findQueue(arn: string): Queue | undefined;
  /** Milliseconds by which each copy of a sent message is late; `[0]` unless faults are planted. */
  planDelivery(): readonly number[];
  /** A message has been taken; nobody has received it yet. */
  onSent(message: Message): void;
  /** A message has gone to the dead-letter queue. */
  onDeadLetter(message: Message, receiveCount: number): void;
}

export interface ReceiveOptions {
  readonly max: number;
  readonly visibilityTimeoutMs: number;
  /** `Infinity` waits until there is something. */
  readonly waitMs: number;
  readonly signal: AbortSignal;
}

/**
 * The messages of one queue. Nothing runs by itself: what has become visible is found when somebody asks, and one timer
 * for the next such moment runs only while somebody waits.
 */
export class Queue {
  readonly settings: QueueSettings;
  readonly #deps: QueueDependencies;
  readonly #deliveries = new Map<number, Delivery>();
  readonly #agenda = new Agenda();
  readonly #lineup: Lineup;
  readonly #sentBefore = new DeduplicationWindow();
  readonly #waiters: Waiters;
  #lastKey = 0;
  #isDeleted = false;

  constructor(settings: QueueSettings, deps: QueueDependencies) {
    this.settings = settings;
    this.#deps = deps;
    this.#lineup = settings.isFifo ? createFifoLineup() : createStandardLineup();
    this.#waiters = new Waiters(deps.clock, {
      take: (options) => this.#take(options),
      nextVisibleMs: () => this.#agenda.nextMs(),
    });
  }

  /** Answers the message that was sent before when a FIFO queue recognises it. */
  send(sent: NewMessage, delayMs: number): Message {
    const nowMs = this.#deps.clock.now();
    const { isFifo, deduplicatesByGroup, contentBasedDeduplication } = this.settings;
    const deduplicationId =
      sent.deduplicationId ?? (isFifo && contentBasedDeduplication ? sha256(sent.body) : undefined);
    const key = deduplicatesByGroup ? `${sent.groupId} ${deduplicationId}` : String(deduplicationId);
    const before = isFifo ? this.#sentBefore.find(key, nowMs) : undefined;
    if (before) return before;
    const message: Message = {
      ...sent,
      deduplicationId,
      id: randomUUID(),
      sentAtMs: nowMs,
      sequenceNumber: isFifo ? formatSequenceNumber(this.#lastKey) : undefined,
      deadLetterSourceArn: undefined,
    };
    if (isFifo) this.#sentBefore.add(key, message);
    const lateness = isFifo ? [0] : this.#deps.planDelivery();
    this.#deps.onSent(message);
    for (const lateMs of lateness) this.#add(message, nowMs + delayMs + lateMs);
    this.#waiters.serve();
    return message;
  }

  /**
   * Takes a dead letter of another queue. A standard queue's keeps its age; a FIFO queue's begins a new life, recognised
   * by what was its id
   * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html).
   */
  adopt(message: Message, deadLetterSourceArn: string): void {
    const nowMs = this.#deps.clock.now();
    const renewed = this.settings.isFifo && {
      sentAtMs: nowMs,
      deduplicationId: message.id,
      sequenceNumber: formatSequenceNumber(this.#lastKey),
    };
    this.#add({ ...message, ...renewed, deadLetterSourceArn }, nowMs);
    this.#waiters.serve();
  }

  /** Takes back what had become a dead letter, as a message with an id and an age of its own. */
  readmit(message: Message): void {
    const nowMs = this.#deps.clock.now();
    const renewed = {
      id: randomUUID(),
      sentAtMs: nowMs,
      sequenceNumber: this.settings.isFifo ? formatSequenceNumber(this.#lastKey) : undefined,
      deadLetterSourceArn: undefined,
    };
    this.#add({ ...message, ...renewed }, nowMs);
    this.#waiters.serve();
  }

  /** Rejects when the queue is deleted meanwhile; resolves empty when `signal` aborts. */
  receive(options: ReceiveOptions): Promise<ReceivedMessage[]> {
    if (this.#isDeleted) return Promise.reject(queueDoesNotExist());
    return this.#waiters.wait(options);
  }

  /** A handle that a later receipt has replaced deletes nothing. */
  delete(receiptHandle: string): void {
    const receipt = this.#parseHandle(receiptHandle);
    const delivery = this.#deliveries.get(receipt.key);
    if (!delivery || delivery.receiveCount !== receipt.receiveCount) return;
    this.#refresh();
    if (this.settings.isFifo && delivery.state !== 'in-flight') throw expired(receiptHandle);
    this.#remove(delivery);
    this.#waiters.serve();
  }

  changeVisibility(receiptHandle: string, timeoutMs: number): void {
    const receipt = this.#parseHandle(receiptHandle);
    this.#refresh();
    const delivery = this.#deliveries.get(receipt.key);
    if (delivery?.state !== 'in-flight' || delivery.receiveCount !== receipt.receiveCount) {
      throw new SqsError('MessageNotInflight', 'The message referred to is not in flight.');
    }
    const nowMs = this.#deps.clock.now();
    if (nowMs + timeoutMs > delivery.receivedAtMs + maxInFlightMs) {
      const reason = 'Total VisibilityTimeout for the message is beyond the limit [43200 seconds]';
      throw invalidValue('VisibilityTimeout', timeoutMs / 1_000, reason);
    }
    this.#hide(delivery, nowMs + timeoutMs);
    this.#waiters.serve();
  }

  /** How many messages are in each state. */
  count(): Readonly<Record<Delivery['state'], number>> {
    this.#refresh();
    const counts = { delayed: 0, visible: 0, 'in-flight': 0, gone: 0 };
    for (const { state } of this.#deliveries.values()) counts[state]++;
    return counts;
  }

  /** Takes out what is visible and wanted, for good. */
  drain(isWanted: (message: Message) => boolean): Message[] {
    this.#refresh();
    const taken = [...this.#deliveries.values()].filter(
      ({ state, message }) => state === 'visible' && isWanted(message),
    );
    for (const delivery of taken) this.#remove(delivery);
    return taken.map(({ message }) => message);
  }

  purge(): void {
    for (const delivery of [...this.#deliveries.values()]) this.#remove(delivery);
  }

  /** Everybody who waits is told that the queue is gone. */
  close(): void {
    this.#isDeleted = true;
    this.#waiters.reject(queueDoesNotExist());
  }

  #add(message: Message, visibleAtMs: number): void {
    const isLater = visibleAtMs > this.#deps.clock.now();
    const delivery: Delivery = {
      key: ++this.#lastKey,
      message,
      state: isLater ? 'delayed' : 'visible',
      visibleAtMs,
      receiveCount: 0,
      firstReceivedAtMs: undefined,
      receivedAtMs: 0,
    };
    this.#deliveries.set(delivery.key, delivery);
    this.#lineup.add(delivery);
    if (isLater) this.#agenda.add(delivery);
  }

  #take({ max, visibilityTimeoutMs }: ReceiveOptions): ReceivedMessage[] {
    this.#refresh();
    const nowMs = this.#deps.clock.now();
    const received: ReceivedMessage[] = [];
    while (received.length < max) {
      const taken = this.#lineup.take(max - received.length);
      if (taken.length === 0) break;
      for (const delivery of taken) {
        if (this.#giveUp(delivery)) continue;
        delivery.receiveCount++;
        delivery.receivedAtMs = nowMs;
        delivery.firstReceivedAtMs ??= nowMs;
        this.#hide(delivery, nowMs + visibilityTimeoutMs);
        const { message, receiveCount, firstReceivedAtMs } = delivery;
        const receiptHandle = formatReceiptHandle(this.settings.arn, delivery);
        received.push({ message, receiptHandle, receiveCount, firstReceivedAtMs });
      }
    }
    return received;
  }

  /** Received often enough: to the dead-letter queue, if there is one still. */
  #giveUp(delivery: Delivery): boolean {
    const { redrive, arn } = this.settings;
    if (!redrive || delivery.receiveCount < redrive.maxReceiveCount) return false;
    const deadLetters = this.#deps.findQueue(redrive.deadLetterArn);
    if (!deadLetters) return false;
    this.#remove(delivery);
    deadLetters.adopt(delivery.message, arn);
    this.#deps.onDeadLetter(delivery.message, delivery.receiveCount);
    return true;
  }

  #hide(delivery: Delivery, untilMs: number): void {
    delivery.state = 'in-flight';
    delivery.visibleAtMs = untilMs;
    this.#agenda.add(delivery);
  }

  #remove(delivery: Delivery): void {
    delivery.state = 'gone';
    this.#deliveries.delete(delivery.key);
    this.#lineup.remove(delivery);
  }

  /** Lets happen what time has brought: messages become visible, others expire. */
  #refresh(): void {
    const nowMs = this.#deps.clock.now();
    for (const delivery of this.#agenda.takeDue(nowMs)) {
      delivery.state = 'visible';
      this.#lineup.reveal(delivery);
    }
    for (const delivery of this.#deliveries.values()) {
      if (delivery.message.sentAtMs + this.settings.retentionMs > nowMs) break;
      this.#remove(delivery);
    }
  }

  #parseHandle(receiptHandle: string) {
    const receipt = parseReceiptHandle(receiptHandle);
    if (receipt?.queueArn === this.settings.arn) return receipt;
    const message = `The input receipt handle "${receiptHandle}" is not a valid receipt handle.`;
    throw new SqsError('ReceiptHandleIsInvalid', message);
  }
}

const maxInFlightMs = 12 * 60 * 60_000;

function expired(receiptHandle: string): SqsError {
  return invalidValue('ReceiptHandle', receiptHandle, 'The receipt handle has expired.');
}

/** "The large, non-consecutive number that Amazon SQS assigns to each message." */
function formatSequenceNumber(key: number): string {
  return String(18_850_000_000_000_000_000n + BigInt(key) * 256n);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
