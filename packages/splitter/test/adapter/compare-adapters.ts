/**
 * Prints, for this adapter and others, how many of the behaviours they answer as a socket does, and which not:
 * `tsx packages/splitter/test/adapter/compare-adapters.ts`. The result stands in docs/decisions/0007.
 */
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Express } from 'express';
import { createHandler } from '../../src/adapter/index.ts';
import { answers } from './answers.ts';
import { type Behaviour, buildApp, expressVersions } from './behaviour.ts';
import { errors } from './errors.ts';
import { type Answer, type Handler, onHandler, onSocket } from './exchange.ts';
import { files, middleware } from './files-and-middleware.ts';
import { inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';

const require = createRequire(import.meta.url);
const adapters: Readonly<Record<string, (app: Express) => Handler>> = {
  'this adapter': createHandler,
  '@vendia/serverless-express': (app) => {
    const handle = require('@vendia/serverless-express').configure({ app });
    return (event, context) => handle(event, context, () => {});
  },
  'serverless-http': (app) => require('serverless-http')(app),
  '@codegenie/serverless-express': (app) => require('@codegenie/serverless-express').configure({ app }),
};

const behaviours = { answers, errors, inputs, files, middleware, lifecycle };
const answerTimeoutMs = 1000;

let crash: string | undefined;
process.on('uncaughtException', (error) => {
  crash = `crash: ${error.message}`;
});
process.on('unhandledRejection', (error) => {
  crash = `crash: ${(error as Error).message}`;
});
console.error = () => {};

const rows = Object.keys(adapters).map((adapter) => ({
  adapter,
  equal: 0,
  asked: 0,
  differ: new Map<string, string>(),
}));
for (const version of expressVersions) {
  for (const [group, listed] of Object.entries(behaviours)) {
    for (const behaviour of listed) {
      const reference = buildApp(behaviour, version);
      const expected = await onSocket(reference, (ask) => ask(behaviour.ask));
      for (const row of rows) {
        row.asked += 1;
        const how = await explain(behaviour, version, { row, reference, expected });
        if (how === undefined) row.equal += 1;
        else row.differ.set(`${group}: ${behaviour.name}`, how);
      }
    }
  }
}
console.table(rows.map(({ adapter, equal, asked }) => ({ adapter, equal, asked })));
for (const { adapter, differ } of rows) {
  console.log(`\n${adapter}`);
  for (const [behaviour, how] of differ) console.log(`- ${behaviour}: ${how}`);
}
process.exit(0);

interface Reference {
  readonly row: { readonly adapter: string };
  readonly reference: Express;
  readonly expected: Answer;
}

/** What differs; undefined if nothing does. */
async function explain(
  behaviour: Behaviour,
  version: (typeof expressVersions)[number],
  { row, reference, expected }: Reference,
): Promise<string | undefined> {
  const app = buildApp(behaviour, version);
  crash = undefined;
  const asked = onHandler((adapters[row.adapter] as (app: Express) => Handler)(app))(behaviour.ask);
  const answer = await Promise.race([
    asked.catch((error: Error) => `rejects: ${error.message}`),
    setTimeout(answerTimeoutMs, 'no answer'),
  ]);
  if (typeof answer === 'string') return crash ?? answer;
  // Whether an adapter or the gateway counts the bytes is all the same to a client.
  for (const each of [answer, expected]) delete (each.headers as Record<string, string>)['content-length'];
  for (const part of ['status', 'headers', 'cookies', 'body'] as const) {
    if (!isDeepStrictEqual(answer[part], expected[part]))
      return `${part} ${short(answer[part])}, not ${short(expected[part])}`;
  }
  const { log } = app.locals;
  return isDeepStrictEqual(log, reference.locals.log) ? undefined : `events ${short(log)}`;
}

function short(value: unknown): string {
  return JSON.stringify(value).slice(0, 70);
}
