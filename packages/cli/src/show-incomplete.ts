import { IncompleteRun, type ParityReport } from '@unlith/parity';

/** Waits for a run; where it ends early, shows what it had compared until then, and rejects with what ended it. */
export async function orShowIncomplete<Result>(
  run: Promise<Result>,
  show: (report: ParityReport) => Promise<void>,
): Promise<Result> {
  try {
    return await run;
  } catch (error) {
    if (!(error instanceof IncompleteRun)) throw error;
    await show(error.report);
    throw error.cause;
  }
}
