import { expect, it } from 'vitest';
import { planFiles, toApp } from './plan-sources.ts';

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

it('keeps what is served from a directory that another route writes to', () => {
  const files = {
    'app.js': `import fs from 'node:fs';
import express from 'express';
const app = express();
app.post('/files', (req, res) => { fs.writeFileSync('uploads/' + req.query.name, ''); res.end(); });
app.use('/files', express.static('uploads'));
app.get('/files/:name', (req, res) => res.sendStatus(404));
app.get('/about', (req, res) => res.end());
export default app;`,
  };
  const { router } = toApp(files);
  const registrations = router.registrations.map((each) =>
    each.kind === 'use' ? { ...each, staticRoot: '/app/uploads' } : each,
  );
  const { routes } = planFiles(files, {}, { router: { ...router, registrations } });
  expect(routes.map(({ keptBecause }) => keptBecause)).toEqual([
    ['split.local-files'],
    ['split.local-files'],
    [],
  ]);
});

it.each([
  ['a directory', `'uploads/'`, []],
  ['a function', `(request, file, done) => done(null, 'uploads')`, []],
  [
    'a function with a name for it',
    `function (request, file, done) { const to = 'uploads/' + request.ip; done(null, to); }`,
    [],
  ],
  ['what is served', `(request, file, done) => { done(null, 'public'); }`, ['split.local-files']],
  [
    'one of two',
    `(request, file, done) => (file.size ? done(null, 'uploads') : done(null, 'public'))`,
    ['split.local-files'],
  ],
  ['what another function says', 'findDirectory', ['split.local-files']],
])('knows where uploads go by %s', (_, destination, kept) => {
  const { routes } = planFiles({
    'app.js': `import express from 'express';
import multer from 'multer';
const app = express();
const upload = multer({ storage: multer.diskStorage({ destination: ${destination} }) });
app.post('/files', upload.single('file'), (req, res) => res.end());
app.get('/about', (req, res) => res.sendFile('public/about.txt'));
export default app;`,
  });
  expect(routes.map(({ keptBecause }) => keptBecause)).toEqual([['split.local-files'], kept]);
});
