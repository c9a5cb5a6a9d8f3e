/** Says what a long command is doing, on standard error: one line a phase, with its duration. */
export interface Progress {
  during<Result>(what: string, work: () => Promise<Result>): Promise<Result>;
}

export function createProgress(): Progress {
  return {
    async during(what, work) {
      process.stderr.write(`${what} …`);
      const start = performance.now();
      try {
        const result = await work();
        process.stderr.write(` ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
        return result;
      } catch (error) {
        process.stderr.write(' failed\n');
        throw error;
      }
    },
  };
}
