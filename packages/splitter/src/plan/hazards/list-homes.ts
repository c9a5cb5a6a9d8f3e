import type { Home } from '../../source/flow/flow-facts.ts';
import type { ObjectFlow } from '../state/object-flow.ts';
import { type Run, Thing, type Variable } from '../state/things.ts';
import type { Place } from './hazard.ts';

interface NamedPlace extends Place {
  readonly name: string;
}

/** Where something is declared that outlives requests; what has no name of its own, where what keeps it is. */
export function listHomes(flow: ObjectFlow, of: Thing | Variable): readonly NamedPlace[] {
  const places = listPlaces(flow, of, new Set());
  // Things that only keep each other.
  return places.length === 0 && of instanceof Thing ? placeThing(of) : places;
}

function listPlaces(
  flow: ObjectFlow,
  of: Thing | Variable,
  seen: Set<Thing | Variable>,
): readonly NamedPlace[] {
  if (seen.has(of)) return [];
  seen.add(of);
  if (!(of instanceof Thing)) return placeVariable(flow, of);
  const nameless = of.nature.kind === 'made' && of.nature.home.nameless;
  const keepers = of.keepers.size > 0 ? [...of.keepers] : nameless ? listKeepers(flow, of) : [];
  return keepers.length > 0 ? keepers.flatMap((keeper) => listPlaces(flow, keeper, seen)) : placeThing(of);
}

function listKeepers({ things }: ObjectFlow, of: Thing): readonly Thing[] {
  return things.filter((thing) => thing.lasting && thing.listHeld().includes(of));
}

function placeThing({ nature }: Thing): readonly NamedPlace[] {
  return 'home' in nature ? placeWithin(nature.by, nature.home) : [];
}

function placeVariable(flow: ObjectFlow, { module, slot }: Variable): readonly NamedPlace[] {
  const { functions, owners, homes } = module.facts.flow;
  const owner = functions[owners[slot] ?? 0];
  const run = owner && flow.findRun(owner, owner.depth + 1);
  const home = homes.get(slot);
  return run && home ? placeWithin(run, home) : [];
}

/**
 * What a function has that ran while the app loaded belongs to who called it, `const limit = createLimit(5)`; but of one that
 * registers routes, each has its own part.
 */
function placeWithin({ module, code, sites }: Run, { name, start }: Home): readonly NamedPlace[] {
  if (code.depth === 0 || code.registers || sites.length === 0) return [{ module, name, start }];
  return sites.map((site) => ({ ...site, name: `${name}\` of \`${code.home.name}` }));
}
