import { type AcceptedDivergence, parseAcceptedDivergence } from './accepted-entry.ts';
import type { Finding } from './finding.ts';
import type { FindingCode } from './finding-catalogue.ts';
import type { Counted } from './parity-report.ts';
import { toPattern } from './pattern.ts';

/** Takes the accepted findings out of a run, and says in the end which entries should go. */
export interface Acceptance {
  /** Whether an entry matches; it then counts the finding. */
  takes(finding: Finding): boolean;
  /** Every entry, with the number of findings that it matched. */
  list(): Counted<AcceptedDivergence>[];
  /** A finding for each entry that matched nothing, or has expired. */
  listFindings(): Finding[];
}

/**
 * Creates an acceptance.
 *
 * @param today `2026-11-22`, in UTC.
 * @throws UsageError `accepted.entry` for a faulty entry.
 */
export function createAcceptance(divergences: readonly AcceptedDivergence[], today: string): Acceptance {
  const checked = divergences.map((entry, index) =>
    parseAcceptedDivergence(entry, () => `The accepted divergence ${index + 1}`),
  );
  const entries = checked.map((divergence) => ({ divergence, ...toPatterns(divergence), findings: 0 }));
  return {
    takes({ code, routeKey, where, scenario, step }) {
      const found = entries.find(
        ({ divergence, ...is }) =>
          divergence.code === code &&
          divergence.route === routeKey &&
          is.place.test(where) &&
          is.scenario.test(scenario) &&
          is.step.test(step),
      );
      if (found) found.findings++;
      return found !== undefined;
    },
    list: () => entries.map(({ divergence, findings }) => ({ ...divergence, findings })),
    listFindings: () =>
      entries.flatMap(({ divergence, findings }) => {
        if (divergence.expires < today) return [toExpired(divergence)];
        return findings === 0 ? [toUnused(divergence)] : [];
      }),
  };
}

function toPatterns({ place, scenario, step }: AcceptedDivergence) {
  return { place: toPattern(place), scenario: toPattern(scenario), step: toPattern(step) };
}

function toUnused(divergence: AcceptedDivergence): Finding {
  const note = `no ${divergence.code} occurs here any more: remove the entry`;
  return toFinding('parity.accepted-unused', divergence, note);
}

function toExpired(divergence: AcceptedDivergence): Finding {
  const note = `the acceptance of ${divergence.code} ended on ${divergence.expires}: mend the difference, or review ${divergence.link} and set another day`;
  return toFinding('parity.accepted-expired', divergence, note);
}

function toFinding(code: FindingCode, divergence: AcceptedDivergence, note: string): Finding {
  const { route, place = '*', scenario = '*', step = '*' } = divergence;
  return { code, routeKey: route, scenario, step, where: place, baseline: null, candidate: null, note };
}
