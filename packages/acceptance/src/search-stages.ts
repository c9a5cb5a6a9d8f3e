import {
  createHttpTransport,
  type HttpTransport,
  type SearchOutcome,
  type SearchRun,
  search,
  type Target,
} from '@unlith/parity';
import { withLith } from './compare-stages.ts';
import type { FreshStage, FreshStages } from './fresh-stage.ts';
import { scenarios } from './settled-scenarios.ts';

/** Searches the split for what it does otherwise than two liths; all begin anew before every sequence. */
export async function searchStages(
  { baseline, calibration, candidate }: FreshStages,
  bounds: Partial<SearchRun>,
): Promise<SearchOutcome> {
  const transports: HttpTransport[] = [];
  const toTarget = ({ target: { stores: _, ...target }, atRest }: FreshStage): Target => {
    const transport = createHttpTransport(target);
    transports.push(transport);
    return {
      ...target,
      // What an earlier request has set off has come about: only so is there one right answer.
      async send(request) {
        await atRest();
        return transport.send(request);
      },
    };
  };
  try {
    return await search({
      ...withLith,
      scenarios,
      maxShorteningSeconds: 600,
      ...bounds,
      baseline: toTarget(baseline),
      calibration: toTarget(calibration),
      candidate: toTarget(candidate),
      reset: async () => {
        await Promise.all([baseline, calibration, candidate].map((stage) => stage.renew()));
      },
    });
  } finally {
    for (const { close } of transports) close();
  }
}
