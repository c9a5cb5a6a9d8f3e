import type { Site } from '../express-app.ts';
import type { Hazard } from './hazards/hazard.ts';

/** Offset -> line and column of the source. */
export function locateHazard({ module, start }: Hazard): Site {
  const { file, lineStarts } = module.facts;
  const line = lineStarts.findLastIndex((lineStart) => lineStart <= start);
  return { file, line: line + 1, column: start - (lineStarts[line] ?? 0) + 1 };
}
