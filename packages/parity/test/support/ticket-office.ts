import { randomUUID } from 'node:crypto';
import type http from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { startServer } from './server.ts';

/** What goes wrong in an office, each seen only after some steps. */
export interface OfficeFault {
  /** Seats of a cancelled order that was changed before are not returned. */
  readonly keepsSeatsOfChanged?: boolean;
  /** Whoever orders while another does gets the same seats. */
  readonly sellsTwice?: boolean;
  /** So many seats nobody gets by a change. */
  readonly refusesChangeTo?: number;
  /** Whether a change is answered wrongly this time. */
  readonly isFickle?: () => boolean;
}

interface Order {
  readonly id: string;
  readonly owner: string;
  seats: number;
  changes: number;
  status: 'open' | 'cancelled';
}

type Answer = readonly [status: number, body?: unknown];

/** So that whoever came at the same time is let in, too: by turns, since on a busy machine all time may pass within one. */
async function letOthersIn(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await setTimeout(1);
}

/** Sells the seats of one show, and can be put back to where it began. */
export async function startTicketOffice(fault: OfficeFault = {}, seats = 5) {
  let left = seats;
  const orders = new Map<string, Order>();
  const take = (wanted: number): boolean => {
    if (left < wanted) return false;
    left -= wanted;
    return true;
  };

  const answer = async (
    method: string,
    path: string,
    owner: string,
    input: { seats?: number },
  ): Promise<Answer> => {
    if (path === '/seats') return [200, { left }];
    if (method === 'POST') {
      const wanted = input.seats ?? 1;
      const mayTake = left >= wanted;
      if (fault.sellsTwice && mayTake) await letOthersIn();
      if (!take(wanted) && !(fault.sellsTwice && mayTake)) return [409, { code: 'sold-out' }];
      const order: Order = { id: randomUUID(), owner, seats: wanted, changes: 0, status: 'open' };
      orders.set(order.id, order);
      return [201, order];
    }
    const order = orders.get(path.split('/')[2] ?? '');
    if (order?.owner !== owner) return [404, { code: 'not-found' }];
    if (method === 'GET') return [200, order];
    if (order.status === 'cancelled') return [409, { code: 'cancelled' }];
    if (method === 'DELETE') {
      order.status = 'cancelled';
      if (!fault.keepsSeatsOfChanged || order.changes === 0) left += order.seats;
      return [204];
    }
    const wanted = input.seats ?? 1;
    if (wanted === fault.refusesChangeTo || !take(wanted - order.seats)) return [409, { code: 'sold-out' }];
    order.changes += 1;
    order.seats = wanted;
    return [200, fault.isFickle?.() ? { ...order, seats: 0 } : order];
  };

  const server = await startServer(async (request, response) => {
    const owner = request.headers.authorization ?? '';
    const [status, body] = await answer(
      request.method ?? '',
      request.url ?? '',
      owner,
      await readJson(request),
    );
    response.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  const reset = () => {
    left = seats;
    orders.clear();
  };
  return { ...server, reset };
}

async function readJson(request: http.IncomingMessage): Promise<{ seats?: number }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {};
}
