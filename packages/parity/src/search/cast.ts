import { isSafeMethod } from '../http/safe-method.ts';
import type { Choice } from './sequence.ts';

/** Who may send what: credentials that may stand for each other. */
export interface Cast {
  readonly players: readonly string[];
  /** They do nothing but race: which of them wins is left to chance, and nothing about any of them can be compared afterwards. */
  readonly racers: readonly string[];
}

/** Sets apart so many for races, where enough are left to play. */
export function toCast(names: readonly string[], racers: number): Cast {
  const players = names.slice(0, -racers);
  return players.length > 0 ? { players, racers: names.slice(-racers) } : { players: names, racers: [] };
}

type Sender = string | undefined;

/**
 * Who sends an operation, and who else at the same time.
 *
 * @param owner of the first value that it takes.
 */
export function chooseSenders(choice: Choice, cast: Cast, owner: Sender): readonly [Sender, ...Sender[]] {
  const { template, takes } = choice.operation;
  const sender = chooseSender(choice, cast, owner);
  if (choice.rivals === 0 || isSafeMethod(template.method)) return [sender];
  const [first, ...others] = cast.racers.slice(0, choice.rivals + 1);
  // Whoever has something races against himself.
  if (first === undefined || takes.length > 0 || sender === undefined || !cast.players.includes(sender))
    return [sender, ...Array<Sender>(choice.rivals).fill(sender)];
  return [first, ...others];
}

/** Those whom the suite lets do something may all send it; others are named for a reason. */
function chooseSender({ operation, actor }: Choice, { players, racers }: Cast, owner: Sender): Sender {
  const { template, takes } = operation;
  const as = template.as !== undefined && racers.includes(template.as) ? players[0] : template.as;
  if (as === undefined || !players.includes(as)) return as;
  if (actor > 0) return players[(actor - 1) % players.length];
  if (owner === undefined) return as;
  if (takes[0]?.isOwn) return owner;
  return as === owner ? players.find((other) => other !== owner) : as;
}
