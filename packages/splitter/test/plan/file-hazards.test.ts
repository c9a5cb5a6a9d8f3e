import { expect, it } from 'vitest';
import { planFiles } from './plan-sources.ts';

it('keeps whoever reads a file that another route writes', () => {
  const { routes } = planFiles({
    'app.js': `import fs from 'node:fs';
import { join } from 'node:path';
import express from 'express';
const app = express();
const file = join(import.meta.dirname, 'data/todos.json');
app.post('/todos', (req, res) => { fs.writeFileSync(file, '[]'); res.end(); });
app.get('/todos', (req, res) => res.sendFile(file));
app.get('/data/:name', (req, res) => res.sendFile(join(import.meta.dirname, 'data', req.params.name)));
app.get('/about', (req, res) => res.sendFile(join(import.meta.dirname, 'about.txt')));
export default app;`,
  });
  const kept = ['split.local-files'];
  expect(routes.map(({ keptBecause }) => keptBecause)).toEqual([kept, kept, kept, []]);
});
