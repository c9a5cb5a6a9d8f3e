import { BatchWriteCommand, type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import {
  type Calibration,
  calibrate,
  compare,
  createHttpTransport,
  formatFinding,
  type PlayedScenario,
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
/** The liths list today's flights unless they are asked for another day: what they answered holds until midnight in UTC. */
let recordedOn: string;
let baseline: Playthrough;
let calibration: Calibration;
beforeAll(recordLiths);
afterAll(() => stages?.close());

describe('parity', () => {
  it('finds nothing in the split as it is', async () => {
    expect(await listFindings({ name: 'none' })).toEqual([]);
  });

  it.each([...faults])('finds $name', async (fault) => {
    expect(await listFindings(fault)).not.toEqual([]);
  });

  it('still finds nothing when all faults are gone', async () => {
    expect(await listFindings({ name: 'none' })).toEqual([]);
  });
});

const getToday = () => new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);

async function recordLiths(): Promise<void> {
  await stages?.close();
  recordedOn = getToday();
  stages = await startSideBySide(inject('assembly'));
  const liths = [stages.baseline, stages.calibration].map((lith) => play(scenarios, lith));
  const [first, second] = (await Promise.all(liths)) as [Playthrough, Playthrough];
  baseline = first;
  calibration = calibrate(first, second);
}

/** Finds on the day that the liths were recorded on, which start anew where midnight has come between. */
async function listFindings(fault: Fault): Promise<readonly string[]> {
  for (;;) {
    if (recordedOn !== getToday()) await recordLiths();
    const findings = await listFindingsOf(fault);
    if (recordedOn === getToday()) return findings;
  }
}

/**
 * Plays the suite against the split with the fault in it, on tables as fresh as the lith's were, and compares as much of it as
 * has been played after every scenario: the first that tells is enough.
 */
async function listFindingsOf(fault: Fault): Promise<readonly string[]> {
  await renewTables();
  const transport = createHttpTransport({ url: stages.candidate.url });
  const target = plantFault(stages.candidate, fault, transport.send);
  const played: PlayedScenario[] = [];
  try {
    for (const [index, scenario] of scenarios.entries()) {
      played.push(...(await play([scenario], target)).scenarios);
      const { findings } = compare({
        ...suite,
        baseline: { ...baseline, scenarios: baseline.scenarios.slice(0, index + 1) },
        calibration,
        candidate: { target: target.url, scenarios: played },
      });
      if (findings.length > 0) return findings.map(formatFinding);
    }
    return [];
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
