import type { RouteColumn } from '@unlith/parity';
import { interleave, timeRequest } from './bench/measure.ts';
import { createMeasuredStages, measureBundle } from './bench/measured-stages.ts';
import { subjects } from './bench/subjects.ts';
import { summarize } from './bench/summary.ts';
import type { SideBySide } from './side-by-side.ts';

const rounds = 12;

/** Columns for the report's table: median warm request and bundle size of each route, lith beside split. */
export async function measureRouteColumns(sideBySide: SideBySide): Promise<RouteColumn[]> {
  const { monolith, split, close } = await createMeasuredStages(sideBySide);
  try {
    const measured = [monolith, split].flatMap((stage) =>
      subjects.map((subject) => ({ key: `${stage.client.stage} ${subject.routeKey}`, stage, subject })),
    );
    const samples = await interleave(
      new Map(measured.map(({ key, stage, subject }) => [key, () => timeRequest(subject, stage.client)])),
      rounds,
    );
    const bundles = new Map<string, number>();
    for (const { key, stage, subject } of measured)
      bundles.set(key, await measureBundle(stage.getFunction(subject)));

    const warm = (key: string) => summarize(key, 'ms', samples.get(key) ?? []).median;
    const stages = [monolith.client.stage, split.client.stage];
    return [
      ...stages.map((stage) =>
        toColumn(`${stage} warm`, ({ routeKey }) => format(warm(`${stage} ${routeKey}`), 1, 'ms')),
      ),
      ...stages.map((stage) =>
        toColumn(`${stage} bundle`, ({ routeKey }) => format(bundles.get(`${stage} ${routeKey}`), 0, 'kB')),
      ),
    ];
  } finally {
    close();
  }
}

const toColumn = (title: string, value: RouteColumn['value']): RouteColumn => ({ title, value });

/** Empty for what was not measured: HEAD is answered by the function of its GET. */
const format = (value: number | undefined, digits: number, unit: string): string =>
  value === undefined || Number.isNaN(value) ? '' : `${value.toFixed(digits)} ${unit}`;
