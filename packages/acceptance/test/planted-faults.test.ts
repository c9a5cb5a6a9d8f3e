import { BatchWriteCommand, type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import {
  compare,
  createHttpTransport,
  formatFinding,
  type ParityReport,
  type Playthrough,
  play,
} from '@unlith/parity';
import { seedTables, specialFlights } from '@unlith/shared-model/seed';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { listLocalStages, seedFromToday, withDocuments } from '../src/local-stages.ts';
import { type SideBySide, startSideBySide } from '../src/side-by-side.ts';
import { getStage } from '../src/stages.ts';
import * as suite from '../src/suite/index.ts';
import { type Fault, faults, plantFault } from './faults.ts';

/** Without what waits for answers to settle: under most faults it would wait in vain, once for each of them. */
const scenarios = suite.scenarios.filter(({ steps }) => steps.every(({ settles }) => settles === undefined));

let stages: SideBySide;
let baseline: Playthrough;
let calibration: Playthrough;
beforeAll(async () => {
  stages = await startSideBySide(inject('assembly'));
  baseline = await play(scenarios, stages.baseline);
  calibration = await play(scenarios, stages.calibration);
});
afterAll(() => stages?.close());

describe('parity', () => {
  it('finds nothing in the split as it is', async () => {
    const report = await judge({ name: 'none' });
    expect(report.findings.map(formatFinding)).toEqual([]);
  });

  it.each([...faults])('finds $name', async (fault) => {
    const report = await judge(fault);
    expect(report.findings.length).toBeGreaterThan(0);
  });

  it('still finds nothing when all faults are gone', async () => {
    const report = await judge({ name: 'none' });
    expect(report.findings.map(formatFinding)).toEqual([]);
  });
});

/** Plays the suite against the split with the fault in it, on tables as fresh as the lith's were. */
async function judge(fault: Fault): Promise<ParityReport> {
  await renewTables();
  const transport = createHttpTransport({ url: stages.candidate.url });
  try {
    const candidate = await play(scenarios, plantFault(stages.candidate, fault, transport.send));
    return compare({ ...suite, baseline, calibration, candidate });
  } finally {
    transport.close();
  }
}

/**
 * Deletes all but the inventories, and gives the special flights, which are all that scenarios book, their seats back. Few
 * writes: the embedded database's stream slows with its length.
 */
async function renewTables(): Promise<void> {
  const stage = getStage(listLocalStages(stages.cloud), 'Split');
  const special: readonly string[] = Object.values(specialFlights);
  const inventories = seedFromToday().inventories.filter(({ flightId }) => special.includes(flightId));
  await withDocuments(stages.cloud, async (documents) => {
    await empty(documents, stage.bookingsTable);
    await seedTables({ documents, ...stage }, { flights: [], inventories });
  });
}

async function empty(documents: DynamoDBDocumentClient, tableName: string): Promise<void> {
  const { Items = [] } = await documents.send(
    new ScanCommand({
      TableName: tableName,
      ProjectionExpression: 'pk, sk',
      FilterExpression: 'sk <> :inventory',
      ExpressionAttributeValues: { ':inventory': 'INVENTORY' },
    }),
  );
  for (let start = 0; start < Items.length; start += 25) {
    const deletes = Items.slice(start, start + 25).map((Key) => ({ DeleteRequest: { Key } }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [tableName]: deletes } }));
  }
}
