import { type Cloud, startCloud } from '@unlith/local-cloud';
import { type SideBySide, stageStacks } from '../side-by-side.ts';
import { measureIdle } from './idle.ts';
import { interleave, measureThroughput, timeRequest } from './measure.ts';
import { createMeasuredStages, type MeasuredStage, measureBundle } from './measured-stages.ts';
import { timePointsCredited } from './points-credited.ts';
import { type Subject, subjects } from './subjects.ts';
import { type BenchRow, summarize } from './summary.ts';

const rounds = { ready: 9, cold: 15, warm: 200, throughput: 5, credited: 30, idle: 3 } as const;
const throughput = { clients: 8, durationMs: 2000 } as const;

/** What each stage is measured with: the split function by function, the lith with one flight read. */
interface Measured {
  readonly name: string;
  readonly stage: MeasuredStage;
  readonly subject: Subject;
}

/** From the assembly to both stages answering. */
export async function measureReady(assembly: string): Promise<BenchRow[]> {
  const samples: number[] = [];
  for (let round = 0; round < rounds.ready; round += 1) {
    const start = performance.now();
    const cloud = await startCloud({ assembly, stacks: stageStacks });
    samples.push(performance.now() - start);
    await cloud.close();
  }
  return [summarize('local-cloud.both-stages.ready', 'ms', samples)];
}

/** Every function of the split, and the lith: sizes, cold starts, warm requests, rates. */
export async function measureStages(sideBySide: SideBySide): Promise<BenchRow[]> {
  const stages = await createMeasuredStages(sideBySide);
  try {
    const readFlight = subjects.find(({ functionName }) => functionName === 'get-flight') as Subject;
    const lith = { name: 'monolith.lith', stage: stages.monolith, subject: readFlight };
    const split = subjects.map((subject) => ({
      name: `split.${subject.functionName}`,
      stage: stages.split,
      subject,
    }));
    return [
      ...(await Promise.all([lith, ...split].map(measureSize))),
      ...(await measureColdStarts([lith, ...split], sideBySide.cloud)),
      ...(await measureWarm([lith, ...split])),
      ...(await measureCredit([stages.monolith, stages.split])),
      ...(await measureIdling()),
      ...(await measureRates([lith, ...split.filter(({ subject }) => subject === readFlight)])),
    ];
  } finally {
    stages.close();
  }
}

async function measureSize({ name, stage, subject }: Measured): Promise<BenchRow> {
  return summarize(`${name}.bundle`, 'kB', [await measureBundle(stage.getFunction(subject))]);
}

/** Process spawn to first answer; whatever else the request needs (flights, for a booking) is warm. */
async function measureColdStarts(measured: readonly Measured[], cloud: Cloud): Promise<BenchRow[]> {
  const measurements = measured.map(({ name, stage, subject }) => {
    const retire = () => cloud.retireEnvironments(stage.getFunction(subject).name);
    return [`${name}.cold`, () => timeRequest(subject, stage.client, retire)] as const;
  });
  return toRows(await interleave(new Map(measurements), rounds.cold), 'ms');
}

async function measureWarm(measured: readonly Measured[]): Promise<BenchRow[]> {
  const measurements = measured.map(
    ({ name, stage, subject }) => [`${name}.warm`, () => timeRequest(subject, stage.client)] as const,
  );
  await interleave(new Map(measurements), 5);
  return toRows(await interleave(new Map(measurements), rounds.warm), 'ms');
}

/** Both stages up and asked for nothing: processor time in five seconds. */
async function measureIdling(): Promise<BenchRow[]> {
  return toRows(
    await interleave(new Map([['local-cloud.both-stages.idle-cpu', measureIdle]]), rounds.idle),
    'ms',
  );
}

/** Booking to credited points: a method call in the lith, seven hops in the split. */
async function measureCredit(stages: readonly MeasuredStage[]): Promise<BenchRow[]> {
  const measurements = new Map(
    stages.map(
      ({ client }) => [`${client.stage}.points-credited.warm`, () => timePointsCredited(client)] as const,
    ),
  );
  await interleave(measurements, 3);
  return toRows(await interleave(measurements, rounds.credited), 'ms');
}

async function measureRates(measured: readonly Measured[]): Promise<BenchRow[]> {
  const measurements = measured.map(
    ({ name, stage, subject }) =>
      [`${name}.rps`, () => measureThroughput(subject, stage.client, throughput)] as const,
  );
  await interleave(new Map(measurements), 1);
  return toRows(await interleave(new Map(measurements), rounds.throughput), 'req/s');
}

const toRows = (samples: ReadonlyMap<string, readonly number[]>, unit: BenchRow['unit']): BenchRow[] =>
  [...samples].map(([name, values]) => summarize(name, unit, values));
