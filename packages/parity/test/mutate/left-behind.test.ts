import { expect, it, onTestFinished } from 'vitest';
import { defineScenario, type Json, runMutation, type Target } from '../../src/index.ts';
import { startServer } from '../support/server.ts';

/** Takes notes which nobody can read, but in its store. */
async function startNotes(): Promise<Target> {
  const notes: Json[] = [];
  const server = await startServer((_, response) => {
    notes.push({ text: 'a note' });
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end('{}');
  });
  onTestFinished(server.close);
  const read = async () => [{ name: 'notes', records: [...notes] }];
  return { url: server.url, stores: [{ read, quietMs: 1 }] };
}

const scenarios = [
  defineScenario({ name: 'note', steps: [{ name: 'note', request: { method: 'POST', path: '/notes' } }] }),
];

/** What became of the faults in writes. */
async function judgeWrites(reset?: () => Promise<Target>) {
  const [baseline, calibration, candidate] = [await startNotes(), await startNotes(), await startNotes()];
  const run = { baseline, calibration, candidate, scenarios, routes: ['POST /notes'] };
  const { mutation } = await runMutation({ ...run, ...(reset && { reset }), calibrationDelayMs: 0 });
  const writes = mutation?.mutants.filter(({ kind }) => kind.startsWith('write-')) ?? [];
  return Object.fromEntries(writes.map(({ kind, outcome }) => [kind, outcome]));
}

it('finds writes lost and doubled that no answer shows, in stores', async () => {
  expect(await judgeWrites(startNotes)).toEqual({ 'write-lost': 'killed', 'write-doubled': 'killed' });
});

it('misses them where the candidate keeps what earlier plays have left', async () => {
  expect(await judgeWrites()).toEqual({ 'write-lost': 'survived', 'write-doubled': 'survived' });
});
