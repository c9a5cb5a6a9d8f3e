import type { Express } from 'express';
import { describe, expect, it } from 'vitest';
import { createHandler } from '../../src/adapter/index.ts';
import { answers } from './answers.ts';
import { type Behaviour, buildApp, expressVersions } from './behaviour.ts';
import { errors } from './errors.ts';
import { onHandler, onSocket } from './exchange.ts';
import { files, middleware } from './files-and-middleware.ts';
import { inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';

const behaviours = { answers, errors, inputs, files, middleware, lifecycle };

describe.each(expressVersions)('%s through the handler answers as on a socket', (version) => {
  describe.each(Object.entries(behaviours))('%s', (_, group) => {
    it.each(group)('$name', async (behaviour: Behaviour) => {
      const reference: Express = buildApp(behaviour, version);
      const expected = await onSocket(reference, (ask) => ask(behaviour.ask));
      const app: Express = buildApp(behaviour, version);
      const answer = await onHandler(createHandler(app))(behaviour.ask);
      expect({ ...answer, log: app.locals.log }).toEqual({ ...expected, log: reference.locals.log });
    });
  });
});
