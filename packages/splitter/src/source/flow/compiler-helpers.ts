import type { Node } from 'oxc-parser';
import { globalSlot, type Slot } from './flow-facts.ts';
import type { Lowering } from './lowering.ts';

/** What tsc, esbuild, swc and Babel write into files that need it: by its name in the package with tsc's, which is known to the analysis. */
const helpers: ReadonlyMap<string, string> = new Map([
  ['__decorate', '__decorate'],
  ['__decorateClass', '__decorate'],
  ['_ts_decorate', '__decorate'],
  ['__importStar', '__importStar'],
  ['__toESM', '__importStar'],
  ['_interop_require_wildcard', '__importStar'],
  ['_interopRequireWildcard', '__importStar'],
]);

/** The helper that a declaration is, in place of its code; undefined if it is none. */
export function lowerHelper(lowering: Lowering, id: Node | null): Slot | undefined {
  const name = id?.type === 'Identifier' ? helpers.get(id.name) : undefined;
  return id && name ? lowering.read(lowering.read(globalSlot, 'tslib', id), name, id) : undefined;
}
