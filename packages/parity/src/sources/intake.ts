import { UsageError } from '../errors.ts';
import { defineScenario } from '../scenario/define-scenario.ts';
import type { Request, Step } from '../scenario/scenario.ts';
import { toHttpRequest } from '../scenario/to-http-request.ts';
import { createAnonymise } from './anonymise.ts';
import type { RecordedRequest, Untaken } from './recorded-request.ts';
import type { RequestFile } from './request-file.ts';
import type { Imported, ReadOptions, Skipped } from './source.ts';
import { splitUrl } from './split-url.ts';
import { toRequest } from './to-request.ts';

/** Gathers the requests of one file as one scenario, in their order, and counts what is left out. */
export interface Intake {
  add(found: RecordedRequest | Untaken): void;
  /** More requests came than are wanted: reading on is in vain. */
  isOver(): boolean;
  /** @throws UsageError `source.origins` where the requests went to several APIs, and nobody said which one is meant. */
  finish(): Imported;
}

export function createIntake(
  { name }: Pick<RequestFile, 'name'>,
  { from, keepSecrets, limit = 10_000 }: ReadOptions,
): Intake {
  const anonymise = keepSecrets ? (request: Request) => request : createAnonymise();
  const locate = createLocate(from);
  const beyond = `the limit of ${limit} requests is reached`;
  const steps: Step[] = [];
  const skipped = new Map<string, Skipped>();
  const origins = new Map<string, number>();

  const take = (recorded: RecordedRequest): string | undefined => {
    if (steps.length >= limit) return beyond;
    const located = locate(recorded);
    if ('reason' in located) return located.reason;
    const request = anonymise(toRequest({ ...recorded, ...located }));
    const flaw = findFlaw(request);
    if (flaw) return flaw;
    if (recorded.origin) origins.set(recorded.origin, (origins.get(recorded.origin) ?? 0) + 1);
    steps.push({ name: `${steps.length + 1} ${request.method} ${splitUrl(request.path).path}`, request });
    return undefined;
  };
  return {
    add(found) {
      const reason = 'reason' in found ? found.reason : take(found);
      if (reason === undefined) return;
      const { place, times } = skipped.get(reason) ?? { place: found.place, times: 0 };
      skipped.set(reason, { place, reason, times: times + 1 });
    },
    isOver: () => skipped.has(beyond),
    finish() {
      if (origins.size > 1) throw severalOrigins(name, origins);
      const scenario = { name: name.replace(/\.\w+$/, ''), steps };
      return {
        scenarios: steps.length > 0 ? [defineScenario(scenario)] : [],
        skipped: [...skipped.values()],
      };
    },
  };
}

/** What of a path the API in question is asked for, or why the request went elsewhere. */
type Locate = (recorded: RecordedRequest) => { readonly path: string } | { readonly reason: string };

/** A request of unknown origin is taken to have gone to the API itself. */
function createLocate(from: string | undefined): Locate {
  if (from === undefined) return ({ path }) => ({ path });
  const { origin: wanted, path: base } = splitUrl(from.replace(/\/+$/, ''));
  if (!/^https?:/.test(wanted ?? ''))
    throw new UsageError(
      'source.from',
      `\`${from}\` is no URL of an API. Write one such as https://api.example.com/stage.`,
    );
  return ({ origin, path }) => {
    if (origin === undefined) return { path };
    if (origin !== wanted) return { reason: `it went to ${origin}` };
    if (!/^(?![^/?])/.test(path.slice(base.length)) || !path.startsWith(base))
      return { reason: `it is not below ${base}` };
    return { path: path.slice(base.length).replace(/^(?!\/)/, '/') };
  };
}

/** Why a request cannot be sent as it is. */
function findFlaw(request: Request): string | undefined {
  try {
    toHttpRequest(request, { place: '' });
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^: /, '');
  }
}

function severalOrigins(name: string, origins: ReadonlyMap<string, number>): UsageError {
  const list = [...origins]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 5)
    .map(([origin, requests]) => `${origin} (${requests})`);
  return new UsageError(
    'source.origins',
    `The requests of ${name} went to ${origins.size} APIs: ${list.join(', ')}. Say with --from which one is compared.`,
  );
}
