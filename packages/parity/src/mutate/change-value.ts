import { maskNoise } from '../correlate/lexeme.ts';
import type { Random } from '../generate/random.ts';
import type { Json } from '../report/finding.ts';
import type { NoiseKind } from '../report/parity-report.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Another value of the same type; where it is a time, a day later; where ids vary, another id of the same shape. */
export function changeValue(value: Json, kinds: readonly NoiseKind[], random: Random): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number')
    return kinds.includes('time') ? value + (value < 1e11 ? dayMs / 1000 : dayMs) : value + 1;
  if (typeof value !== 'string') return value;
  if (kinds.includes('time')) return findLater(value) ?? `${value}~`;
  return kinds.includes('id') ? renewIds(value, random) : `${value}~`;
}

/** The same value as another type. */
export function changeType(value: Json): Json {
  if (value === null) return '';
  return typeof value === 'string' ? [value] : JSON.stringify(value);
}

function findLater(time: string): string | undefined {
  const epochMs = Date.parse(time);
  if (Number.isNaN(epochMs)) return undefined;
  const later = new Date(epochMs + dayMs);
  return time.endsWith('GMT') ? later.toUTCString() : later.toISOString();
}

/** The text with another id in place of everything that looks like one. */
function renewIds(text: string, random: Random): string {
  return maskNoise(text, ({ text: id }) => renewId(id, random));
}

/** Another id of the same shape: the letters and digits of its second half in another order, none where it was. */
export function renewId(id: string, random: Random): string {
  const characters = [...id];
  const places = [...characters.keys()]
    .slice(Math.ceil(id.length / 2))
    .filter((place) => /[^\W_]/.test(characters[place] ?? ''));
  for (let last = places.length - 1; last > 0; last--) {
    const [here, there] = [places[last] ?? 0, places[random.below(last)] ?? 0];
    [characters[here], characters[there]] = [characters[there] ?? '', characters[here] ?? ''];
  }
  return characters.join('');
}
