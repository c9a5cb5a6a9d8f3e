/** What code of the user's own threw, and where: `TypeError: a is undefined (/home/ana/suite.ts:7:3)`. */
export function formatThrown(thrown: unknown): string {
  const stack = (thrown instanceof Error && thrown.stack) || '';
  const [, place] = ownFrame.exec(stack) ?? [];
  return place === undefined ? String(thrown) : `${thrown} (${place})`;
}

/** The first frame that lies neither in Node.js nor in a package. */
const ownFrame = /^ +at (?:.*\()?(?:file:\/\/)?(\/(?!.*\/node_modules\/).+:\d+:\d+)\)?$/m;
