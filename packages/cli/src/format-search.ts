import type { ParityReport } from '@unlith/parity';
import { count } from './format-table.ts';

/** How a search went, and where what it found is kept. */
export function formatSearch({ search }: Pick<ParityReport, 'search'>, files: readonly string[]): string {
  if (!search) return '';
  const { seed, sequences, divergence } = search;
  const played = `${count(sequences, 'sequence')} by the seed ${seed}`;
  if (!divergence) return `${played}: no difference`;
  const { foundSteps, steps, tries, isCut, replays, recurred } = divergence;
  const cut = isCut ? ' until the time for it was up' : '';
  return [
    `${played}: the last one differs`,
    replays === 0
      ? `${count(steps, 'step')}, not shortened: without --reset there is no way back to a fresh state`
      : `${count(foundSteps, 'step')}, shortened to ${steps} by playing ${count(tries, 'other')}${cut}; differed ${recurred} of ${replays} times when played again`,
    `play it again: unlith parity --suite ${files[0]} …, or bash ${files[1]} <base URL>`,
  ].join('\n');
}
