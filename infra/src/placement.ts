import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StageSettingsError } from './stage-settings-error.ts';

/** Who answers a route of the strangler: the whole lith, the function extracted for it, or the one written by hand. */
type RoutePlace = 'lith' | 'extracted' | 'native';

/** Place by route key; what is not named stays in the lith. */
export type Placement = Readonly<Record<string, RoutePlace>>;

const shipped = fileURLToPath(new URL('../placements/', import.meta.url));

/** Names of the placements in `infra/placements`. */
export const listPlacements = (): string[] => readdirSync(shipped).map((file) => file.replace(/\.json$/, ''));

/**
 * Reads a placement by its name in `infra/placements`, or by the path of a file of one's own, which ends with `.json`.
 *
 * @throws {StageSettingsError} naming file, route and place.
 */
export function readPlacement(nameOrFile: string): Placement {
  const file = nameOrFile.endsWith('.json') ? nameOrFile : `${shipped}${nameOrFile}.json`;
  const places = parseFile(file, nameOrFile);
  for (const [routeKey, place] of Object.entries(places)) {
    if (!['lith', 'extracted', 'native'].includes(place as string)) {
      throw new StageSettingsError(
        `${file} places ${routeKey} in ${JSON.stringify(place)}: give "lith", "extracted" or "native".`,
      );
    }
  }
  return places as Placement;
}

function parseFile(file: string, asked: string): object {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as object;
  } catch (cause) {
    throw new StageSettingsError(
      `Context "placement" is "${asked}": ${(cause as Error).message}. Give one of ${listPlacements().join(', ')}, or a .json file of your own.`,
      { cause },
    );
  }
}
