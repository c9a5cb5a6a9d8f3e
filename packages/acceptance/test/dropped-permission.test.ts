import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudEvent } from '@unlith/local-cloud';
import { compare, type ParityReport, play } from '@unlith/parity';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { createTarget, stageStacks, startSeeded } from '../src/side-by-side.ts';
import * as suite from '../src/suite/index.ts';

interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }>;
}

interface Statement {
  Action: string | string[];
}

let directory: string | undefined;
afterEach(async () => {
  if (directory) await rm(directory, { recursive: true, force: true });
});

describe('a permission dropped from the template', () => {
  it.each([
    ['get-booking', 'dynamodb:GetItem', 'GET /api/bookings/{bookingId}', 'Split-Bookings'],
    ['create-booking', 'dynamodb:UpdateItem', 'POST /api/bookings', 'Split-Bookings'],
    ['list-flights', 'dynamodb:Query', 'GET /api/flights', 'Split-Flights'],
  ])('%s without %s is denied, and parity red', async (name, action, routeKey, stack) => {
    const { report, events } = await playWithTemplate(stack, (template) =>
      dropAction(template, name, action),
    );

    const denied = events.filter((event) => event.type === 'dynamodb.request' && event.outcome === 'denied');
    expect(denied.length).toBeGreaterThan(0);
    expect(report.findings).toContainEqual(
      expect.objectContaining({ code: 'parity.status', routeKey, candidate: 500 }),
    );
  });

  it('an API without its Lambda permission answers 500, and parity is red', async () => {
    const { report } = await playWithTemplate('Split-Flights', (template) => {
      const [permission] = Object.entries(template.Resources).find(
        ([, { Type, Properties }]) =>
          Type === 'AWS::Lambda::Permission' && JSON.stringify(Properties).includes('/*/GET/api/flights"'),
      ) as [string, unknown];
      delete template.Resources[permission];
    });
    expect(report.findings).toContainEqual(
      expect.objectContaining({ code: 'parity.status', routeKey: 'GET /api/flights', candidate: 500 }),
    );
  });
});

/** Plays the suite on a copy of the assembly in which one stack's template is changed. */
async function playWithTemplate(
  stack: string,
  change: (template: Template) => void,
): Promise<{ report: ParityReport; events: CloudEvent[] }> {
  directory = await mkdtemp(join(tmpdir(), 'unlith-perimeter-'));
  await cp(inject('assembly'), directory, { recursive: true });
  const file = join(directory, `${stack}.template.json`);
  const template = JSON.parse(await readFile(file, 'utf8')) as Template;
  change(template);
  await writeFile(file, JSON.stringify(template));

  const events: CloudEvent[] = [];
  const cloud = await startSeeded({
    assembly: directory,
    stacks: stageStacks,
    onEvent: (event) => events.push(event),
  });
  try {
    const scenarios = suite.scenarios.filter(({ name }) => /^(flights\.search|bookings\.life)$/.test(name));
    const baseline = await play(scenarios, createTarget(cloud, 'Monolith'));
    const candidate = await play(scenarios, createTarget(cloud, 'Split'));
    return { report: compare({ routes: suite.routes, baseline, candidate }), events };
  } finally {
    await cloud.close();
  }
}

function dropAction(template: Template, functionName: string, action: string): void {
  const prefix = functionName.replaceAll('-', '');
  const policy = Object.entries(template.Resources).find(
    ([id, { Type }]) => Type === 'AWS::IAM::Policy' && id.startsWith(`${prefix}Role`),
  )?.[1];
  const document = policy?.Properties.PolicyDocument as { Statement: Statement[] };
  document.Statement = document.Statement.map((statement) => ({
    ...statement,
    Action: [statement.Action].flat().filter((each) => each !== action),
  })).filter(({ Action }) => Action.length > 0);
}
