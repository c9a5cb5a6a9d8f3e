import type { Divergence, ParityReport } from '@unlith/parity';
import { count } from './format-table.ts';

/** How a search went, and where what it found is kept: the files of each divergence. */
export function formatSearch(
  { search, incomplete }: Pick<ParityReport, 'search' | 'incomplete'>,
  files: readonly (readonly string[])[],
): string {
  if (!search) return '';
  const { seed, sequences, divergences } = search;
  const played = `${count(sequences, 'sequence')} by the seed ${seed}`;
  if (divergences.length === 0) return incomplete ? played : `${played}: no difference`;
  return [
    `${played}: ${count(divergences.length, 'difference')}`,
    ...divergences.flatMap((divergence, index) => formatDivergence(divergence, files[index] ?? [])),
  ].join('\n');
}

function formatDivergence(
  { foundSteps, steps, tries, isCut, replays, recurred }: Divergence,
  [json, script]: readonly string[],
): string[] {
  const cut = isCut ? ' until the time for it was up' : '';
  return [
    replays === 0
      ? `${count(steps, 'step')}, not shortened: without --reset there is no way back to a fresh state`
      : `${count(foundSteps, 'step')}, shortened to ${steps} by playing ${count(tries, 'other')}${cut}; differed ${recurred} of ${replays} times when played again`,
    `play it again: unlith parity --suite ${json} …, or bash ${script} <base URL>`,
  ];
}
