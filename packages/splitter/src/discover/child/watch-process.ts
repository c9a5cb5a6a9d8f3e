import { syncBuiltinESMExports } from 'node:module';
import { Server } from 'node:net';
import timers from 'node:timers';
import { findCaller } from './call-site.ts';
import type { LoadEffects } from './load-effects.ts';

/**
 * Notes timers and listeners with a life beyond requests. What a package does for itself (an `exit` listener that flushes a log,
 * a timer that does not hold the process) is its own business: it does the same in every function.
 */
export function watchProcess(effects: LoadEffects): void {
  for (const name of ['setInterval', 'setTimeout'] as const) watchTimer(name, effects);
  watchListeners(process, (event) => {
    const caller = findCaller();
    if (!caller?.via && !caller?.byNode)
      effects.note('process-listener', `process.on('${String(event)}')`, { caller });
  });
  watchListeners(Server.prototype, (event) => {
    if (event === 'upgrade') effects.note('upgrade-listener', `server.on('upgrade')`);
  });
}

/** Any of its versions keeps its memory store clean with an interval, which a store of another kind has no need of. */
const rateLimit = /[\\/]node_modules[\\/]express-rate-limit[\\/]/;

function watchTimer(name: 'setInterval' | 'setTimeout', effects: LoadEffects): void {
  const original = globalThis[name] as (...values: unknown[]) => NodeJS.Timeout;
  const watching = (...values: unknown[]) => {
    const timer = original(...values);
    const caller = findCaller();
    if (rateLimit.test(caller?.via ?? '')) {
      effects.note('memory-rate-limit', 'express-rate-limit MemoryStore', { caller });
    } else {
      effects.note('timer', name, {
        caller,
        stays: () => isActive(timer) && (!caller?.via || timer.hasRef()),
      });
    }
    return timer;
  };
  // `util.promisify` finds its own version of `setTimeout` on it.
  Object.defineProperties(watching, Object.getOwnPropertyDescriptors(original));
  Object.assign(globalThis, { [name]: watching });
  Object.assign(timers, { [name]: watching });
  syncBuiltinESMExports();
}

/** Node tells of a timer whether it holds the process, but not whether it has fired. */
function isActive(timer: NodeJS.Timeout): boolean {
  return !(timer as NodeJS.Timeout & { readonly _destroyed: boolean })._destroyed;
}

type OnListener = (event: string | symbol, listener: unknown, emitter: object) => void;
type Listen = (event: string | symbol, listener: unknown) => unknown;

/** Tells of every listener that is added, before it is. */
export function watchListeners(emitter: object, onListener: OnListener): void {
  const methods = emitter as Record<(typeof listenerMethods)[number], Listen>;
  for (const method of listenerMethods) {
    const original = methods[method];
    methods[method] = function (this: object, event, listener) {
      onListener(event, listener, this);
      return Reflect.apply(original, this, [event, listener]);
    };
  }
}

const listenerMethods = ['on', 'addListener', 'once', 'prependListener', 'prependOnceListener'] as const;
