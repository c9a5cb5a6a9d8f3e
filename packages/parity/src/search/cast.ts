import { isSafeMethod } from '../http/safe-method.ts';
import type { Choice } from './sequence.ts';

/** Who may send what. */
export interface Cast {
  /** Credentials that may stand for each other. */
  readonly names: readonly string[];
  /** The first two of them, so that they meet. */
  readonly players: readonly string[];
  /** They do nothing but race: which of them wins is left to chance, and nothing about any of them can be compared afterwards. */
  readonly racers: readonly string[];
}

/** Sets apart so many for races, where any are left to play. */
export function toCast(names: readonly string[], racers: number): Cast {
  const others = names.slice(0, -racers);
  return others.length > 0
    ? { names, players: others.slice(0, 2), racers: names.slice(-racers) }
    : { names, players: names.slice(0, 2), racers: [] };
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
  if (first === undefined || takes.length > 0 || sender === undefined || !cast.names.includes(sender))
    return [sender, ...Array<Sender>(choice.rivals).fill(sender)];
  return [first, ...others];
}

/** Whoever is not of the cast is named for a reason, and stays. */
function chooseSender({ operation, actor }: Choice, { names, players }: Cast, owner: Sender): Sender {
  const { template, takes } = operation;
  if (template.as === undefined || !names.includes(template.as)) return template.as;
  if (owner === undefined) return players[actor % players.length];
  if (actor > 0) return players[(actor - 1) % players.length];
  return takes[0]?.isOwn ? owner : (players.find((player) => player !== owner) ?? owner);
}
