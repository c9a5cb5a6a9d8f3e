/** Runs work in its turn. */
export type CopyQueue = (work: () => Promise<void>, options: { readonly isSafe: boolean }) => Promise<void>;

/** Creates a queue in which what is safe runs side by side, and what writes runs alone, in the order in which it came. */
export function createCopyQueue(): CopyQueue {
  const underWay = new Set<Promise<void>>();
  let lastWrite = Promise.resolve();
  return (work, { isSafe }) => {
    const turn = isSafe ? lastWrite : Promise.all(underWay);
    const done = turn.then(work).finally(() => underWay.delete(done));
    underWay.add(done);
    if (!isSafe) lastWrite = done;
    return done;
  };
}
