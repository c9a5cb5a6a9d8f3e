import { createHttpTransport, generateScenarios } from '@unlith/parity';
import type { Manifest } from '@unlith/splitter/manifest';

/** A path that no route has. */
const nowhere = '/unlith-no-such-path';

/** For every function, by its name, a request that API Gateway gives to it: the plain one of its first route. */
export function listFirstRequests(
  { functions, routes, fallback }: Manifest,
  url: string,
): Map<string, () => Promise<unknown>> {
  const { send } = createHttpTransport({ url });
  const requests = functions.map(({ name, routes: own }) => {
    const route = name === fallback ? undefined : routes.find(({ id }) => id === own[0]);
    const [step] = route ? (generateScenarios([route])[0]?.steps ?? []) : [];
    const { method, path } =
      step && typeof step.request !== 'function' ? step.request : { method: 'GET', path: nowhere };
    return [name, () => send({ method, path, headers: [] })] as const;
  });
  return new Map(requests);
}
