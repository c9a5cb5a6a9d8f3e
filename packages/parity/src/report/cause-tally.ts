import type { Exchange } from '../compare/exchange.ts';
import type { JudgedStep } from '../compare/judge-step.ts';
import { createScrubber } from '../http/secrets.ts';
import { type CauseKey, foldCause, toCauseKey, toFingerprint } from './cause.ts';
import { type ExchangeSample, sampleExchange } from './exchange-sample.ts';
import type { Cause, ReportedFinding } from './parity-report.ts';
import { createTally } from './tally.ts';
import { scrubDifference, toFinding } from './to-finding.ts';

/** Counts findings by cause, and keeps some of them and their exchanges to look at: what fits into a report of 5 MB. */
export interface CauseTally {
  add(step: JudgedStep): void;
  causes(): Cause[];
  findings(): ReportedFinding[];
  samples(): ExchangeSample[];
}

const mostCauses = 1000;
const findingsOfCause = 50;
const bytesOfFindings = 1_250_000;
const bytesOfSamples = 2_500_000;

interface Counts {
  readonly fingerprint: string;
  findings: number;
  exchanges: number;
  sample?: number;
}

/** Creates the tally of a run. */
export function createCauseTally(): CauseTally {
  const scrubber = createScrubber();
  const tally = createTally<CauseKey, Counts>({
    limit: mostCauses,
    fold: foldCause,
    start: (cause) => ({ fingerprint: toFingerprint(cause), findings: 0, exchanges: 0 }),
  });
  const findings = createBoundedList<ReportedFinding>(bytesOfFindings);
  const samples = createBoundedList<ExchangeSample>(bytesOfSamples);

  /** Causes of one exchange share its sample, unless its bodies are so long that each shows another part of them. */
  const createSampling = (exchange: Exchange, differences: JudgedStep['differences']) => {
    const places = differences.map(({ where }) => where);
    const taken = new Map<string, number | undefined>();
    return (place: string): number | undefined => {
      const sample = sampleExchange(exchange, { place, places, scrubber });
      const text = JSON.stringify(sample);
      if (!taken.has(text)) taken.set(text, samples.push(sample));
      return taken.get(text);
    };
  };

  return {
    add(step) {
      const { exchange, differences, routeKey } = step;
      if (differences.length === 0) return;
      const sample = exchange && createSampling(exchange, differences);
      const counted = new Set<Counts>();
      for (const difference of differences) {
        const counts = tally.of(toCauseKey(difference, routeKey));
        if (counts.findings++ < findingsOfCause)
          findings.push({
            ...toFinding(scrubDifference(difference, scrubber), step),
            cause: counts.fingerprint,
          });
        if (!sample || counted.has(counts)) continue;
        counted.add(counts);
        const index = counts.exchanges++ === 0 ? sample(difference.where) : undefined;
        if (index !== undefined) counts.sample = index;
      }
    },
    causes: tally.list,
    findings: findings.list,
    samples: samples.list,
  };
}

/** A list that takes items as long as there is room for their JSON; `push` returns the index of one that it took. */
function createBoundedList<Item>(bytes: number) {
  const items: Item[] = [];
  let room = bytes;
  return {
    push(item: Item): number | undefined {
      room -= Buffer.byteLength(JSON.stringify(item));
      return room < 0 ? undefined : items.push(item) - 1;
    },
    list: () => [...items],
  };
}
