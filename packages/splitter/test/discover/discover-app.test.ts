import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { discoverApp } from '../../src/discover/discover-app.ts';
import { listRoutes } from '../../src/discover/list-routes.ts';
import type { ExpressApp } from '../../src/express-app.ts';
import { writeApp } from './temporary-app.ts';

const make = "const app = require('express')();\napp.get('/x', (req, res) => res.end());\n";
const makeEs =
  "import express from 'express';\nconst app = express();\napp.get('/x', (req, res) => res.end());\n";

it.each<[entry: string, source: string, ExpressApp['export']]>([
  ['app.cjs', `${make}module.exports = app;`, { kind: 'value', name: 'default' }],
  [
    'app.js',
    `${make}exports.app = app; exports.other = require('express')();`,
    { kind: 'value', name: 'app' },
  ],
  ['app.cts', `${make}export = { port: 80, api: app };`, { kind: 'value', name: 'api' }],
  [
    'app.mjs',
    `${makeEs}export default app;\nexport const createApp = () => { throw new Error(); };`,
    { kind: 'value', name: 'default' },
  ],
  ['app.ts', `${makeEs}export default app;`, { kind: 'value', name: 'default' }],
  ['app.cjs', `${make}module.exports = () => app;`, { kind: 'factory', name: 'default' }],
  [
    'app.mts',
    `${makeEs}export class App {}\nexport async function createApp() { await null; return app; }`,
    { kind: 'factory', name: 'createApp' },
  ],
  [
    'app.js',
    `${make}exports.destroyEverything = () => process.exit(9); exports.getServer = () => require('http').createServer(app);`,
    { kind: 'factory', name: 'getServer' },
  ],
  ['www', `#!/usr/bin/env node\n${make}app.listen(80);`, { kind: 'listen' }],
  [
    'app.mjs',
    `${makeEs}export const start = () => { throw new Error(); };\napp.listen(80);`,
    { kind: 'listen' },
  ],
  [
    'app.js',
    `${make}exports.start = () => 1; setTimeout(() => require('https').createServer({}, app).listen(443), 20);`,
    { kind: 'listen' },
  ],
])('finds the app of %s: %s', async (entry, source, exported) => {
  const { file } = writeApp({ [entry]: source });
  const app = await discoverApp({ entry: file(entry) });
  expect(app.export).toEqual(exported);
  expect(listRoutes(app).map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /x']);
});

it('runs the app at its root, with the given environment, and keeps what it prints to itself', async () => {
  const { root, file } = writeApp({
    'src/app.js': `const app = require('express')();
require('node:fs').writeFileSync('told.json', JSON.stringify([process.cwd(), process.env.UNLITH_TEST, process.argv.length]));
console.log('{"kind":"found"}');
app.set('views', 'pages').set('view engine', 'ejs').engine('html', () => {});
const admin = require('express')().set('views', [__dirname + '/admin', __dirname + '/missing']);
app.use(admin);
module.exports = app;`,
    'src/admin/x.ejs': '',
    'pages/x.ejs': '',
  });
  const app = await discoverApp({ entry: file('src/app.js'), env: { UNLITH_TEST: 'given' } });
  expect(JSON.parse(readFileSync(file('told.json'), 'utf8'))).toEqual([root, 'given', 2]);
  expect(app).toMatchObject({
    root,
    entry: file('src/app.js'),
    modules: [file('src/app.js')],
    settings: { views: [file('pages'), file('src/admin')], viewEngine: 'ejs', engines: ['html'] },
  });
});

it('opens no port, and calls back as if', async () => {
  const { file } = writeApp({
    'app.js': `${make}const other = require('node:net').createServer().listen(0);
const server = app.listen(4321, () => {
  const told = [server.listening, other.listening, server.address().port];
  require('node:fs').writeFileSync('told.json', JSON.stringify(told));
});
module.exports = app;`,
  });
  await discoverApp({ entry: file('app.js') });
  expect(JSON.parse(readFileSync(file('told.json'), 'utf8'))).toEqual([false, false, 4321]);
});

it.each([
  ['an app', 'module.exports = app;', undefined],
  ['a hanging app', 'for (;;);', 'split.app-hangs'],
])('leaves nothing of %s behind', async (_name, rest, code) => {
  const { file } = writeApp({
    'app.js': `${make}const { pid } = require('node:child_process').spawn('sleep', ['600']);
require('node:fs').writeFileSync('pid', String(pid));
${rest}`,
  });
  const thrown = await discoverApp({ entry: file('app.js'), timeoutMs: code ? 8_000 : 20_000 }).catch(
    (error) => error,
  );
  expect(thrown.code).toBe(code);
  const pid = Number(readFileSync(file('pid'), 'utf8'));
  await expect.poll(() => isAlive(pid)).toBe(false);
});

it('loads what fails only where something is missing later, once the app is in hand', async () => {
  const { file } = writeApp({
    'app.js': `${make}module.exports = app;
Promise.reject(new Error('no database'));
setTimeout(() => process.exit(1), 20);`,
  });
  expect(listRoutes(await discoverApp({ entry: file('app.js') }))).toHaveLength(1);
});

it('takes the app along when it is killed', async () => {
  const { file } = writeApp({
    'app.js': "require('node:fs').writeFileSync('pid', process.pid + '.');\nsetInterval(() => {}, 1_000);",
  });
  const module = new URL('../../src/discover/discover-app.ts', import.meta.url);
  const program = `import { discoverApp } from '${module}'; await discoverApp({ entry: '${file('app.js')}' });`;
  const words = ['--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', program];
  const discovering = spawn(process.execPath, words, { stdio: 'ignore' });
  const readPid = () => (existsSync(file('pid')) ? readFileSync(file('pid'), 'utf8') : '');
  await expect.poll(readPid).toMatch(/^\d+\.$/);
  discovering.kill('SIGKILL');
  await expect.poll(() => isAlive(Number.parseInt(readPid(), 10))).toBe(false);
});

/** A killed process may stay in the table for a while, until whoever it was left to asks for it. */
function isAlive(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  return existsSync(status) && !/^State:\s+[ZX]/m.test(readFileSync(status, 'utf8'));
}
