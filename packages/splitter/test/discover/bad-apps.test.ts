import { relative } from 'node:path';
import { expect, it } from 'vitest';
import { discoverApp } from '../../src/discover/discover-app.ts';
import { SplitError } from '../../src/errors.ts';
import { writeApp } from './temporary-app.ts';

const express = "const express = require('express');\nconst app = express();\n";

const cases: [name: string, files: Record<string, string>, code: string, sentence: RegExp][] = [
  [
    'throws on load',
    { 'app.js': "require('./config');", 'config.js': "\n  throw new Error('DATABASE_URL is not set');" },
    'split.app-threw',
    /^Loading \S+app\.js fails: \S+config\.js:2:9 throws Error: DATABASE_URL is not set; give what it needs/,
  ],
  [
    'throws on load, TypeScript',
    {
      'app.ts': "interface A { a: string }\nconst a: A = { a: 'x' };\nthrow new TypeError(a.a);\nexport {};",
    },
    'split.app-threw',
    /app\.ts:3:7 throws TypeError: x;/,
  ],
  [
    'has a Lambda handler that does more than its app',
    {
      'app.js': `${express}const handle = require('serverless-http')(app);\nexports.handler = async (event, context) => {\n  context.callbackWaitsForEmptyEventLoop = false;\n  return handle(event, context);\n};`,
    },
    'split.no-app',
    /app\.js exports the Lambda handler "handler", which does more than hand its event to the app,/,
  ],
  [
    'has a Lambda handler with hooks',
    {
      'app.js': `${express}exports.handler = require('serverless-http')(app, { request: (request) => request });`,
    },
    'split.app-threw',
    /app\.js:3:\d+ throws Error: The option request of the package that makes a Lambda handler/,
  ],
  ['throws no error', { 'app.js': "throw 'no';" }, 'split.app-threw', /app\.js throws Error: no;/],
  [
    'throws in a package, by its call',
    { 'app.js': `${express}app.get('/x', undefined);\nmodule.exports = app;` },
    'split.app-threw',
    /app\.js:3:5 throws TypeError: /,
  ],
  [
    'throws in its factory',
    { 'app.mjs': "export async function createApp() {\n  await null;\n  throw new RangeError('seven');\n}" },
    'split.app-threw',
    /^The factory that \S+app\.mjs exports fails: \S+app\.mjs:3:9 throws RangeError: seven;/,
  ],
  [
    'rejects while it loads',
    {
      'app.js': `${express}async function main() {\n  await new Promise((done) => setTimeout(done));\n  throw new Error('refused');\n}\nmain().then(() => app.listen(80));`,
    },
    'split.app-threw',
    /app\.js:5:9 throws Error: refused;/,
  ],
  [
    'has a syntax error',
    { 'app.js': "require('./routes.js');", 'routes.js': 'const a = 1;\nconst = 2;' },
    'split.syntax',
    /routes\.js:2:7 cannot be read: Unexpected token '='; correct it\.$/,
  ],
  [
    'has a syntax error, TypeScript',
    { 'app.ts': 'let a: string = "x";\nexport const app = (a;' },
    'split.syntax',
    /app\.ts:2:22 cannot be read: Expected "\)" but found ";"/,
  ],
  [
    'has a syntax error that only V8 sees',
    { 'app.mjs': "import { nothing } from './empty.mjs';\nnothing();", 'empty.mjs': 'export {};' },
    'split.syntax',
    /app\.mjs:1:10 cannot be read: The requested module '.\/empty\.mjs' does not provide an export named 'nothing'/,
  ],
  [
    'requires a package that is not there',
    { 'app.js': "\nconst left = require('left-pad');" },
    'split.unresolved-import',
    /app\.js:2:22 cannot resolve "left-pad"; install it \(npm install left-pad\)\.$/,
  ],
  [
    'imports a package that is not there',
    { 'app.mjs': "import '@nobody/left-pad/deep';" },
    'split.unresolved-import',
    /app\.mjs:1:8 cannot resolve "@nobody\/left-pad[^"]*"; install it \(npm install @nobody\/left-pad\)\.$/,
  ],
  [
    'imports a file that is not there',
    {
      'app.ts': "import { routes } from './routes/all.js';\nexport const app: unknown = routes;",
      'package.json': '{"type":"module"}',
    },
    'split.unresolved-import',
    /app\.ts:1:24 cannot resolve ".\/routes\/all\.js"; correct its path\.$/,
  ],
  [
    'requires a file that is not there',
    { 'app.js': "const routes = require('./routes');" },
    'split.unresolved-import',
    /app\.js:1:24 cannot resolve ".\/routes"; correct its path\.$/,
  ],
  [
    'exports no app',
    { 'app.js': `${express}module.exports = { router: express.Router(), port: 80 };` },
    'split.no-app',
    /app\.js exports a number as "port", a Router as "router" and listens with no Express app: export the app/,
  ],
  [
    'exports nothing',
    { 'app.mjs': 'export {};' },
    'split.no-app',
    /app\.mjs exports nothing and listens with no/,
  ],
  [
    'has a factory of something else',
    { 'app.mjs': "import http from 'node:http';\nexport default () => http.createServer();" },
    'split.no-app',
    /exports a function as "default"/,
  ],
  [
    'calls process.exit',
    { 'app.js': 'if (!process.env.UNLITH_TEST) {\n  console.error("UNLITH_TEST?");\n  process.exit(7);\n}' },
    'split.app-exited',
    /app\.js:3:11 calls process\.exit\(7\); [^\n]*\nThe app printed:\n {2}UNLITH_TEST\?$/,
  ],
  [
    'kills itself',
    { 'app.js': "process.kill(process.pid, 'SIGKILL');" },
    'split.app-exited',
    /\(signal SIGKILL\)/,
  ],
  [
    'awaits what nothing settles',
    { 'app.mjs': 'await new Promise(() => {});' },
    'split.app-hangs',
    /^Loading \S+app\.mjs never ends/,
  ],
  [
    'never comes back',
    { 'app.js': 'console.log("spinning");\nfor (;;);' },
    'split.app-hangs',
    /app\.js has not finished loading after 8 s: [^\n]*\nThe app printed:\n {2}spinning$/,
  ],
  [
    'waits for ever with something that is alive',
    { 'app.mjs': 'setInterval(() => {}, 1000);\nawait new Promise(() => {});' },
    'split.app-hangs',
    /app\.mjs has not finished loading after 8 s/,
  ],
];

it.each(cases)('%s', async (_name, files, code, sentence) => {
  const app = writeApp(files);
  const [entry = ''] = Object.keys(files);
  const error = await discoverApp({
    entry: relative(process.cwd(), app.file(entry)),
    timeoutMs: sentence.source.includes('8 s') ? 8_000 : 20_000,
  }).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(SplitError);
  expect(error).toMatchObject({ code });
  expect(error.message).toMatch(sentence);
});

it('names the next step where Express is not installed', async () => {
  const app = writeApp({ 'app.js': "const express = require('express');" }, 'none');
  await expect(discoverApp({ entry: app.file('app.js') })).rejects.toMatchObject({
    code: 'split.no-express',
    message: expect.stringMatching(
      /app\.js:1:25 cannot resolve "express"; install it \(npm install express\)\.$/,
    ),
  });
});

it.each(['missing.js', '.'])('refuses %s as an entry', async (entry) => {
  const app = writeApp({});
  await expect(discoverApp({ entry: app.file(entry) })).rejects.toMatchObject({
    code: 'split.no-entry',
    exitCode: 2,
  });
});
