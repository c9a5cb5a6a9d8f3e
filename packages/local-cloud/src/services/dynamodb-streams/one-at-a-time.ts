/**
 * Runs something that looks at the present, never twice at once. A call while it runs may have come too late for that
 * run, so that one more follows it; all calls until then share that one. It must not reject.
 */
export function runOneAtATime(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let following: Promise<void> | undefined;
  const start = () => {
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (following) return following;
    if (!running) return start();
    following = running.then(() => {
      following = undefined;
      return start();
    });
    return following;
  };
}
