import type { RecordedExchange } from '../play/recorded.ts';
import type { ObserverOptions } from './observer.ts';
import type { WrittenReport } from './observer-report.ts';
import type { Traffic } from './traffic.ts';

/**
 * To the process that observes: first what it is to do; then exchanges, whose `bytes` it says again when it is done with them, and
 * wishes for the report.
 */
export type ToObserver =
  | { readonly type: 'start'; readonly options: ObserverOptions }
  | {
      readonly type: 'observe';
      readonly exchange: RecordedExchange;
      readonly routeKey: string;
      readonly bytes: number;
    }
  | { readonly type: 'report'; readonly traffic: Traffic };

/** From it. */
export type FromObserver =
  | { readonly type: 'ready' }
  | { readonly type: 'observed'; readonly bytes: number }
  | ({ readonly type: 'report' } & WrittenReport);
