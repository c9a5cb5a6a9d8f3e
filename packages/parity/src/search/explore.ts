import fc from 'fast-check';
import { groupBy } from '../group-by.ts';
import { isSafeMethod } from '../http/safe-method.ts';
import type { Step } from '../scenario/scenario.ts';
import type { Cast } from './cast.ts';
import { listLooks } from './looks.ts';
import { type Operation, succeeds } from './operation.ts';
import type { Probed } from './probe.ts';
import { type Choice, createSequence, type Sequence } from './sequence.ts';

// Operations are fast-check's commands, and the sequence that they make is their model: what its steps have been given says which can
// follow. A sequence is made whole and then played, so that whatever a late request sends is known for an id in the first answer.

/** What sequences are made of. */
export interface Material {
  readonly operations: readonly Operation[];
  readonly cast: Cast;
  /** How many requests go out at the same time, at most. */
  readonly concurrency: number;
  readonly maxSteps: number;
  readonly seed: number;
}

/** Plays a sequence; undefined when the time is up. What it throws ends all. */
type Play = (steps: readonly Step[]) => Promise<Probed | undefined>;

/** Thrown for a sequence to which the sides answer differently. */
class Differs extends Error {}

/** The first sequence that differs, and the way to it. */
export interface Found {
  readonly probed: Probed;
  readonly path: string;
}

/** Plays one sequence after the other until one differs. */
export async function explore(
  material: Material & { maxSequences: number },
  play: Play,
): Promise<Found | undefined> {
  const { seed, maxSequences: numRuns } = material;
  const { property, differing } = toProperty(material, play);
  const { errorInstance, counterexamplePath } = await fc.check(property, {
    seed,
    numRuns,
    endOnFailure: true,
  });
  throwUnlessDiffers(errorInstance);
  const [probed] = differing;
  return probed && counterexamplePath !== null ? { probed, path: counterexamplePath } : undefined;
}

/**
 * Plays a sequence again, then ever shorter and simpler ones while there is time; the last that differs, or none if not even the first
 * does so again.
 */
export async function shorten(
  material: Material & Pick<Found, 'path'>,
  play: Play,
): Promise<Probed | undefined> {
  const { seed, path } = material;
  const { property, differing } = toProperty(material, createMemory(play));
  const { errorInstance } = await fc.check(property, { seed, path, numRuns: 1 });
  throwUnlessDiffers(errorInstance);
  return differing.at(-1);
}

/** What a property has thrown; null where nothing, or the time was up. */
function throwUnlessDiffers(error: unknown): void {
  if (error !== null && !(error instanceof Differs)) throw error;
}

function toProperty({ operations, cast, concurrency, maxSteps }: Material, play: Play) {
  const differing: Probed[] = [];
  let looks: readonly Choice[] = listLooks(operations);
  // Every other command takes what nobody has given.
  const sequences = fc.commands(
    listChances(operations).map((chance) => toCommand(chance, concurrency)),
    { maxCommands: 2 * maxSteps, size: 'max' },
  );
  const property = fc.asyncProperty(fc.noBias(fc.nat()), sequences, async (focus, commands) => {
    const make = (cut: number, chosen: typeof commands) => {
      const sequence = createSequence(cast, cut);
      fc.modelRun(() => ({ model: { sequence, focus }, real: undefined }), chosen);
      return sequence;
    };
    const sequence = make(maxSteps, fc.cloneIfNeeded(commands));
    const length = sequence.list().length;
    const looked = sequence.lookAround(looks);
    const probed = await play(sequence.list());
    // Ends what is begun, with what there is.
    if (!probed) throw new fc.PreconditionFailure(true);
    // What ran is what shrinks: nothing behind the first difference.
    make(probed.differsAfter ?? maxSteps, commands);
    if (probed.differsAfter === undefined) return;
    differing.push(probed);
    // Where a look tells, it goes on telling, without the others.
    if (probed.differsAfter > length) looks = looked.slice(probed.differsAfter - length - 1).slice(0, 1);
    throw new Differs();
  });
  return { property, differing };
}

/** How much likelier a route that writes is than one that reads, which every sequence does in the end anyway. */
const writesPerRead = 4;

/** Lists of operations of which each is as likely as any other: those of a route that succeed, and all refusals together. */
function listChances(operations: readonly Operation[]): (readonly Operation[])[] {
  const refused = operations.filter((operation) => !succeeds(operation));
  const routes = groupBy(operations.filter(succeeds), ({ routeKey }) => routeKey);
  const chances = [...routes.values()].flatMap((route) => {
    const isRead = route.every(({ template }) => isSafeMethod(template.method));
    return Array<typeof route>(isRead ? 1 : writesPerRead).fill(route);
  });
  return refused.length > 0 ? [...chances, refused] : chances;
}

/** What commands go by. */
interface Model {
  readonly sequence: Sequence;
  /** Where in each list the few operations stand that one sequence is made of: they come again, and are likely to know each other. */
  readonly focus: number;
}

const fewOperations = 3;

/** One of several operations, and what may be chosen about it; all shrinks to what scenarios do. */
function toCommand(
  operations: readonly Operation[],
  concurrency: number,
): fc.Arbitrary<fc.Command<Model, undefined>> {
  const mostlyNought = (max: number) =>
    fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max }) });
  const choice = fc.record({
    index: fc.nat({ max: fewOperations - 1 }),
    variation: mostlyNought(20),
    back: fc.nat({ max: 2 }),
    actor: mostlyNought(2),
    rivals: mostlyNought(concurrency - 1),
  });
  return choice.map(({ index, ...chosen }) => {
    const find = (focus: number) => operations[(focus + index) % operations.length] as Operation;
    return {
      check: ({ sequence, focus }) => sequence.admits(find(focus)),
      run: ({ sequence, focus }) => sequence.add({ ...chosen, operation: find(focus) }),
    };
  });
}

/** Shortening comes by the same sequence again and again. What ends all, ends also whatever would be tried after it. */
function createMemory(play: Play): Play {
  const played = new Map<string, ReturnType<Play>>();
  let end: Promise<never> | undefined;
  return (steps) => {
    if (end) return end;
    const key = JSON.stringify(steps, (_, value) => (typeof value === 'function' ? value.template : value));
    const known = played.get(key) ?? play(steps);
    played.set(key, known);
    known.catch((error) => {
      end = Promise.reject(error);
    });
    return known;
  };
}
