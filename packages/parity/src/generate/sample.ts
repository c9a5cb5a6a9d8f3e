import type { PathTemplate } from './path-template.ts';
import { findPlausibleValue } from './plausible-value.ts';
import type { Random } from './random.ts';

/** A route as edges see it: a path of it with plausible values, and whatever else they may vary. */
export interface Sample {
  /** `/api/bookings/1` */
  readonly path: string;
  /** The path with another value for every parameter; a route without parameters keeps its path and gets it as one more segment. */
  pathWith(value: string): string;
  readonly random: Random;
}

/** Values by name of the path parameter, percent-encoded: what the app really has. */
export type KnownValues = Readonly<Record<string, readonly string[]>>;

export function createSample(
  template: PathTemplate,
  { known, random }: { known: KnownValues; random: Random },
): Sample {
  const fill = (find: (name: string, greedy: boolean) => string) =>
    template
      .map((token) => (token.kind === 'literal' ? token.text : find(token.name, token.greedy)))
      .join('');
  const path = fill((name) => known[name]?.[0] ?? findPlausibleValue(name));
  const hasParameters = template.some(({ kind }) => kind === 'value');
  return {
    path,
    pathWith: (value) => (hasParameters ? fill(() => value) : `${path.replace(/\/$/, '')}/${value}`),
    random,
  };
}

/** Any other value: of those that are known, or made up. */
export function drawPath(
  template: PathTemplate,
  { known, random }: { known: KnownValues; random: Random },
): string {
  return template
    .map((token) => {
      if (token.kind === 'literal') return token.text;
      const [first, ...rest] = known[token.name] ?? [];
      if (first !== undefined) return random.pick([first, ...rest]);
      return token.greedy ? `${drawValue(random)}/${drawValue(random)}` : drawValue(random);
    })
    .join('');
}

const alphabets = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'ABCxyz019-_.~', 'äλ漢🙂 +,:;@&='] as const;

/** One to twelve characters of one alphabet; never a dot segment, which would be another path. */
function drawValue(random: Random): string {
  const alphabet = [...random.pick(alphabets)];
  const characters = Array.from(
    { length: 1 + random.below(12) },
    () => alphabet[random.below(alphabet.length)],
  );
  return encodeURIComponent(characters.join('')).replaceAll(/^\.+/g, 'dot');
}
