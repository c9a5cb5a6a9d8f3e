import { setTimeout } from 'node:timers/promises';
import { createHttpTransport, type HttpResponse, type Target } from '@unlith/parity';
import type { Operation } from './operations.ts';

/** What a client was told of a booking, last. */
export interface ToldBooking {
  readonly bookingId: string;
  readonly customer: string;
  /** The last name of its passengers: the operation that was last told to have succeeded. */
  readonly lastName: string;
  readonly seats: number;
  readonly status: 'confirmed' | 'cancelled';
}

/** Customers who insist: an answer of 5xx, or none, is asked again, with the same key, until there is a definite one. */
export interface Customers {
  /** Carries an operation out; operations on one booking wait for each other. */
  perform(operation: Operation): Promise<void>;
  listTold(): ToldBooking[];
  /** Answers by status. */
  readonly answers: ReadonlyMap<number, number>;
  close(): void;
}

const patienceMs = 120_000;

export function createCustomers({ url, credentials }: Target): Customers {
  const transport = createHttpTransport({ url, connections: 16, timeoutMs: 35_000 });
  const told = new Map<string, ToldBooking>();
  const busy = new Set<string>();
  const answers = new Map<number, number>();

  const send = async (
    operation: Operation,
    method: string,
    path: string,
    body?: object,
  ): Promise<HttpResponse> => {
    const token = await credentials?.(operation.customer);
    return transport.send({
      method,
      path,
      headers: [
        ['authorization', `Bearer ${token}`],
        ['content-type', 'application/json'],
        ['idempotency-key', operation.name],
      ],
      ...(body && { body: Buffer.from(JSON.stringify(body)) }),
    });
  };

  const insist = async (
    operation: Operation,
    method: string,
    path: string,
    body?: object,
  ): Promise<HttpResponse> => {
    const deadlineMs = performance.now() + patienceMs;
    for (let pauseMs = 20; ; pauseMs = Math.min(2 * pauseMs, 1000)) {
      const answer = await send(operation, method, path, body).catch(() => undefined);
      answers.set(answer?.status ?? 0, (answers.get(answer?.status ?? 0) ?? 0) + 1);
      if (answer && answer.status < 500) return answer;
      if (performance.now() > deadlineMs) {
        throw new Error(
          `${operation.name} (${method} ${path}) had no definite answer in ${patienceMs / 1000} s, last ${answer?.status}`,
        );
      }
      await setTimeout(pauseMs);
    }
  };

  const book = async (operation: Extract<Operation, { kind: 'book' }>) => {
    const { name: lastName, customer, flightId, seats, payWith } = operation;
    const answer = await insist(operation, 'POST', '/api/bookings', {
      flightId,
      passengers: toPassengers(lastName, seats),
      payWith,
    });
    if (answer.status !== 201) return;
    const { bookingId } = JSON.parse(Buffer.from(answer.body).toString()) as { bookingId: string };
    told.set(bookingId, { bookingId, customer, lastName, seats, status: 'confirmed' });
  };

  const revise = async (operation: Extract<Operation, { choice: number }>, booking: ToldBooking) => {
    const path = `/api/bookings/${booking.bookingId}`;
    if (operation.kind === 'cancel') {
      const { status } = await insist(operation, 'DELETE', path);
      if (status === 204) told.set(booking.bookingId, { ...booking, status: 'cancelled' });
      return;
    }
    const { name: lastName, seats } = operation;
    const { status } = await insist(operation, 'PATCH', path, { passengers: toPassengers(lastName, seats) });
    if (status === 200) told.set(booking.bookingId, { ...booking, lastName, seats });
  };

  return {
    answers,
    listTold: () => [...told.values()],
    close: transport.close,
    async perform(operation) {
      if (operation.kind === 'book') return book(operation);
      const own = [...told.values()].filter(
        ({ bookingId, customer, status }) =>
          customer === operation.customer && status === 'confirmed' && !busy.has(bookingId),
      );
      const booking = own[Math.floor(operation.choice * own.length)];
      if (!booking) return;
      busy.add(booking.bookingId);
      await revise(operation, booking);
      busy.delete(booking.bookingId);
    },
  };
}

const toPassengers = (lastName: string, seats: number) =>
  Array.from({ length: seats }, () => ({ firstName: 'Ada', lastName }));
