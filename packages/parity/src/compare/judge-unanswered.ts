import type { PlayedStep } from '../play/playthrough.ts';
import type { Difference } from './difference.ts';
import type { StepPair } from './exchange.ts';

/**
 * What to say of a step before its answers are compared: the reason why it is not compared, or findings because one
 * side did not get as far. No findings means that both answered.
 */
export function judgeUnanswered(
  { baseline, candidate }: StepPair,
  { calibrated }: { calibrated: boolean },
): { reason: string } | Difference[] {
  if (calibrated && baseline.played.outcome === 'answered' && candidate.played.outcome === 'answered')
    return [];
  const sides = { baseline: baseline.played, candidate: candidate.played };
  for (const [side, played] of Object.entries(sides)) {
    if (played.outcome === 'no-credential') return { reason: `${side}: ${played.reason}` };
    if (played.outcome === 'not-played') return { reason: played.reason };
  }
  if (Object.values(sides).every(({ outcome }) => outcome === 'answered'))
    return { reason: 'calibration: the second baseline did not get as far' };
  const describe = (played: PlayedStep) =>
    played.outcome === 'answered' ? played.response.status : played.reason;
  return [
    {
      code: 'parity.not-reached',
      where: 'request',
      baseline: describe(sides.baseline),
      candidate: describe(sides.candidate),
    },
  ];
}
