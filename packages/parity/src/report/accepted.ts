import { UsageError } from '../errors.ts';
import type { AcceptedFinding, Finding } from './finding.ts';
import { type FindingCode, findingCatalogue } from './finding-catalogue.ts';

/** A divergence that is accepted: the findings which it matches move to the report's `accepted`. */
export interface AcceptedDivergence {
  /** Route key as in `routes`. */
  readonly route: string;
  readonly code: FindingCode;
  /** Patterns, in which `*` stands for any text. Left out, any place, scenario and step match. */
  readonly where?: string;
  readonly scenario?: string;
  readonly step?: string;
  /** Why it cannot be removed, and where that is written: a page, an issue. */
  readonly reason: string;
  readonly source: string;
}

/**
 * Parts the accepted findings from the others; an entry that matched nothing is a finding itself.
 *
 * @throws UsageError `accepted.entry` for an entry without reason or source, or with an unknown code.
 */
export function acceptFindings(
  findings: readonly Finding[],
  divergences: readonly AcceptedDivergence[],
): { findings: Finding[]; accepted: AcceptedFinding[] } {
  divergences.forEach(checkDivergence);
  const used = new Set<AcceptedDivergence>();
  const accepted: AcceptedFinding[] = [];
  const remaining = findings.filter((finding) => {
    const divergence = divergences.find((entry) => isMatch(entry, finding));
    if (!divergence) return true;
    used.add(divergence);
    accepted.push({ ...finding, reason: divergence.reason, source: divergence.source });
    return false;
  });
  return {
    findings: [...remaining, ...divergences.filter((entry) => !used.has(entry)).map(toUnused)],
    accepted,
  };
}

function checkDivergence(entry: AcceptedDivergence): void {
  const place = `The accepted divergence ${entry.code} at ${entry.route}`;
  if (!Object.hasOwn(findingCatalogue, entry.code))
    throw new UsageError(
      'accepted.entry',
      `${place} has an unknown code. The codes are ${Object.keys(findingCatalogue).join(', ')}.`,
    );
  if (!entry.reason || !entry.source)
    throw new UsageError(
      'accepted.entry',
      `${place} has no reason or no source. State why it stays, and where that is written.`,
    );
}

function isMatch(entry: AcceptedDivergence, finding: Finding): boolean {
  return (
    entry.code === finding.code &&
    entry.route === finding.routeKey &&
    isLike(finding.where, entry.where) &&
    isLike(finding.scenario, entry.scenario) &&
    isLike(finding.step, entry.step)
  );
}

function isLike(text: string, pattern = '*'): boolean {
  const source = pattern.split('*').map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`, 's').test(text);
}

function toUnused({ route, code, where = '*', scenario = '*', step = '*' }: AcceptedDivergence): Finding {
  const note = `no ${code} occurs here any more: remove the entry`;
  return {
    code: 'parity.accepted-unused',
    routeKey: route,
    scenario,
    step,
    where,
    baseline: null,
    candidate: null,
    note,
  };
}
