import { isSafeMethod } from '../http/safe-method.ts';
import type { RecordedExchange } from '../play/recorded.ts';
import type { ReverseProxyOptions } from '../proxy/reverse-proxy.ts';
import type { FindRouteKey } from '../report/route-table.ts';
import type { Budget } from './collect-body.ts';
import { countBytes, recordExchange } from './record-exchange.ts';
import type { TrafficCount } from './traffic.ts';

/** What is copied, and how much at a time. */
export interface CopyBounds {
  /** `safe`: GET, HEAD and OPTIONS. `all`: every request, so that whatever one writes is written on both sides. Default `safe`. */
  readonly copy?: 'safe' | 'all';
  /** One request in so many is copied, drawn by lot. Default 1: every one. */
  readonly sample?: number;
  /** At most so many copies are under way; what comes when there are as many is not copied. Default 64. */
  readonly maxInFlight?: number;
}

/** Picks what is copied out of what passes. It never waits: what there is no room for is not copied, and counted. */
export interface Copier {
  readonly watch: NonNullable<ReverseProxyOptions['watch']>;
  /** A copy of so many bytes is done with. */
  release(bytes: number): void;
  /** Resolves when all has passed and no copy is under way. */
  idle(): Promise<void>;
}

interface Deps {
  readonly count: TrafficCount;
  readonly findRouteKey: FindRouteKey;
  readonly observe: (exchange: RecordedExchange, routeKey: string) => void;
}

/** Exchanges with longer bodies are not compared. */
export const maxBodyBytes = 1024 * 1024;
/** For bodies that are being recorded or compared, all together. */
const memoryBytes = 64 * 1024 * 1024;

/** Creates a copier. */
export function createCopier(
  { copy = 'safe', sample = 1, maxInFlight = 64 }: CopyBounds,
  { count, findRouteKey, observe }: Deps,
): Copier {
  const budget: Budget = { bodyBytes: maxBodyBytes, leftBytes: memoryBytes };
  let [recording, underWay] = [0, 0];
  let onIdle = () => {};
  const sayIdle = () => {
    if (recording + underWay === 0) onIdle();
  };
  const findReason = (method: string) => {
    if (copy === 'safe' && !isSafeMethod(method)) return 'it may write, and only safe requests are copied';
    if (Math.random() * sample >= 1) return 'it is not in the sample';
    return undefined;
  };
  return {
    watch(exchange) {
      const { method = '', url = '/' } = exchange.request;
      const leaveOut = (reason: string) => count.addNotCopied(findRouteKey(method, url), reason);
      count.addRequest();
      const reason = findReason(method);
      if (reason !== undefined) {
        leaveOut(reason);
        return undefined;
      }
      recording++;
      return recordExchange(exchange, budget, (recorded) => {
        recording--;
        if (typeof recorded === 'string') leaveOut(recorded);
        else if (underWay < maxInFlight) {
          underWay++;
          count.addCopy();
          observe(recorded, findRouteKey(method, url));
        } else {
          budget.leftBytes += countBytes(recorded);
          leaveOut('too many copies were under way');
        }
        sayIdle();
      });
    },
    release(bytes) {
      budget.leftBytes += bytes;
      underWay--;
      sayIdle();
    },
    idle: () =>
      new Promise((resolve) => {
        onIdle = resolve;
        sayIdle();
      }),
  };
}
