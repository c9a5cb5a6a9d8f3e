import type { FunctionDescription, ServiceDescription } from '@unlith/microservices';
import type { Placement } from './placement.ts';
import { StageSettingsError } from './stage-settings-error.ts';

/** The hand-written functions that a placement asks for, and what they cannot be without. */
export interface NativePlan {
  /** Function by the route key that is placed native. */
  readonly byRouteKey: ReadonlyMap<string, FunctionDescription>;
  /** Those, and what they need: others whose private routes they call, and consumers of what they write. */
  readonly functions: readonly FunctionDescription[];
  /** Services whose writes must be told, since a native function writes without telling anyone itself. */
  readonly publishers: readonly ServiceDescription[];
}

/** @throws {StageSettingsError} for a native route that no function serves. */
export function planNatives(services: readonly ServiceDescription[], placement: Placement): NativePlan {
  const all = services.flatMap(({ functions }) => functions);
  const byRouteKey = new Map(
    Object.entries(placement)
      .filter(([, place]) => place === 'native')
      .map(([routeKey]) => [routeKey, getServing(routeKey, all)] as const),
  );
  const placed = new Set(byRouteKey.values());
  const publishers = services.filter((service) =>
    service.functions.some((each) => placed.has(each) && isWriter(each, service)),
  );
  const called = new Set([...placed].flatMap(({ calls = [] }) => calls));
  const functions = all.filter(
    (each) =>
      placed.has(each) ||
      each.privateRouteKeys?.some((routeKey) => called.has(routeKey)) ||
      publishers.some(({ publishes }) => publishes?.detailType === each.consumes?.detailType),
  );
  return { byRouteKey, functions, publishers };
}

function getServing(routeKey: string, functions: readonly FunctionDescription[]): FunctionDescription {
  const found = functions.find(({ routeKeys }) => routeKeys.includes(routeKey));
  if (found) return found;
  throw new StageSettingsError(
    `${routeKey} is placed "native", but no native function serves it: place it "extracted" or "lith". Native are ${functions.flatMap(({ routeKeys }) => routeKeys).join(', ')}.`,
  );
}

/** Whether it writes the table that its service publishes. */
const isWriter = ({ grants }: FunctionDescription, { publishes }: ServiceDescription): boolean =>
  grants.some(
    ({ table, actions }) =>
      table === publishes?.table && actions.some((action) => /:(Put|Update|Delete)Item$/.test(action)),
  );
