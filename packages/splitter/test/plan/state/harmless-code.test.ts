import { expect, it } from 'vitest';
import { planFiles } from '../plan-sources.ts';
import { decorate, importStar } from './compiler-output.ts';

/** A module's beginning and the body of `GET /a`. */
type Snippet = readonly [what: string, head: string, body: string];

const requests: readonly Snippet[] = [
  ['an alias of the body', '', 'const body = req.body; body.n = 1; body.items.push(1); res.json(body);'],
  ['properties of the request', '', 'req.items = []; req.items.push(1); res.end();'],
  ['locals of the answer', '', 'res.locals.user = { a: 1 }; res.locals.user.b = 2; res.end();'],
  ['a key of the request', `const key = Symbol('x');`, 'req[key] = 1; res.end();'],
  [
    'parameters of the URL',
    '',
    `const query = new URLSearchParams(); query.set('a', 1); res.send(String(query));`,
  ],
  ['a local variable that callbacks change', '', 'let n = 0; [1].forEach(() => { n++; }); res.json(n);'],
  ['an awaited delay', '', 'await new Promise((resolve) => setTimeout(resolve, 1)); res.end();'],
  [
    'a function that fills what it is given',
    'const fill = (x) => { x.n = 1; return x; };',
    'res.json(fill({}));',
  ],
];

const constants: readonly Snippet[] = [
  ['a lookup', 'const codes = { a: 1 };', 'res.json(codes[req.query.x]);'],
  ['functions by name', 'const handlers = { a: (x) => x };', 'res.json(handlers[req.params.k]?.(1));'],
  ['a spread copy', 'const d = { a: 1 };', 'const o = { ...d }; o.a = 2; res.json(o);'],
  ['a sorted spread copy', 'const d = [2, 1];', 'res.json([...d].sort());'],
  ['a structured clone', 'const d = { a: [1] };', 'const o = structuredClone(d); o.a.push(2); res.json(o);'],
  [
    'Object.assign to another',
    'const d = { a: 1 };',
    'const o = Object.assign({}, d); o.x = 1; res.json(o);',
  ],
  ['Array.from', 'const d = new Set([1]);', 'const o = Array.from(d); o.push(1); res.json(o);'],
  [
    'a mapped copy',
    'const d = [{}];',
    'const o = d.map((x) => ({ x })); o.push(1); o[0].y = 1; res.json(o);',
  ],
  ['a filtered copy', 'const d = [1];', 'const o = d.filter(Boolean).sort(); o.push(2); res.json(o);'],
  ['a slice', 'const d = [1];', 'const o = d.slice(); o.sort(); res.json(d.slice().reverse());'],
  ['a joined copy', 'const d = [1];', 'const o = d.concat([2]); o.push(3); res.json(o);'],
  [
    'what reduce makes',
    'const d = [{}];',
    'res.json(d.reduce((all, x) => { all[x.id] = x; return all; }, {}));',
  ],
  ['keys', 'const d = { a: {} };', 'const o = Object.keys(d); o.push(1); res.json(o);'],
  ['toSorted', 'const d = [1];', 'res.json(d.toSorted());'],
  [
    'entries that are read',
    `const h = new Map([['a', 'b']]);`,
    'for (const [k, v] of h) res.set(k, v); res.end();',
  ],
  [
    'a registry that is filled on load',
    `const r = new Map();\nfunction define(n, f) { r.set(n, f); }\ndefine('a', 1);`,
    `res.json(r.get('a'));`,
  ],
  ['a regular expression', 'const name = /^a$/;', 'res.json(name.test(req.path));'],
  [
    'an expression that always runs to its end',
    'const words = /a/g;',
    'res.json([req.path.replace(words, ""), req.path.match(words)]);',
  ],
  [
    'a registry that only decorators fill',
    `const r = new Map();\nconst named = (n) => (target) => { r.set(n, target); };\n@named('a') class A {}`,
    `res.json(r.size);`,
  ],
  [
    'a registry that only compiled decorators fill',
    `${decorate}\nconst r = new Map();\nconst named = (n) => (target) => { r.set(n, target); };\nlet A = class A {};\nA = __decorate([named('a')], A);`,
    `res.json(r.size);`,
  ],
  ['a compiled import()', importStar, `res.json(__importStar(require('node:os')).EOL);`],
  [
    'objects that a function makes at load, and later',
    'const make = (x) => { const o = {}; o.x = x; return o; };\nconst first = make(1);',
    'res.json([first, make(2)]);',
  ],
  [
    'a class with instances at load, and later',
    'class C { items = []; add(x) { this.items.push(x); return this; } }\nconst c = new C();\nc.add(1);',
    'res.json([c, new C().add(2)]);',
  ],
  [
    'what promises change while the app loads',
    'const table = {};\nPromise.resolve(1).then((x) => { table[x] = 1; });',
    'res.json(table);',
  ],
  ['a status that only the process has', '', 'process.exitCode = 1; res.end();'],
  ['a formatter', `const format = new Intl.DateTimeFormat('en');`, 'res.json(format.format());'],
  ['variables of the environment', 'const config = { table: process.env.TABLE };', 'res.json(config.table);'],
];

const clients: readonly Snippet[] = [
  ['zod', `import { z } from 'zod';\nconst S = z.object({ a: z.string() });`, 'res.json(S.parse(req.body));'],
  ['pg', `import pg from 'pg';\nconst pool = new pg.Pool();`, `res.json((await pool.query('x')).rows);`],
  [
    'the SDK',
    `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';\nconst client = new DynamoDBClient({});`,
    'await client.send({}); res.end();',
  ],
  [
    'Prisma',
    `import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();`,
    'res.json(await prisma.user.findMany());',
  ],
  [
    'Redis',
    `import { createClient } from 'redis';\nconst redis = createClient();`,
    `await redis.set('a', 1); await redis.hSet('x', 'y', 1); res.end();`,
  ],
  [
    'documents of mongoose',
    `import User from './user.js';`,
    `const user = await User.findById(1); user.tags.push('y'); await user.save(); res.json(user);`,
  ],
  [
    'a model whose package makes its instances',
    `import { Model } from 'sequelize';\nclass User extends Model { rename(name) { this.name = name; } }`,
    `const user = await User.findByPk(1); user.rename('x'); res.json(user);`,
  ],
  [
    'axios',
    `import axios from 'axios';\nconst http = axios.create();\nhttp.defaults.timeout = 1;`,
    `res.json((await http.get('x')).data);`,
  ],
  [
    'winston',
    `import winston from 'winston';\nconst log = winston.createLogger({});`,
    `log.info('x'); res.end();`,
  ],
  [
    'AsyncLocalStorage',
    `import { AsyncLocalStorage } from 'node:async_hooks';\nconst storage = new AsyncLocalStorage();`,
    'storage.run({}, () => { storage.getStore().n = 1; res.end(); });',
  ],
  ['random values of a request', `import { randomUUID } from 'node:crypto';`, 'res.json(randomUUID());'],
];

const classes: readonly Snippet[] = [
  [
    'made for the request',
    'class C { items = []; add(x) { this.items.push(x); return this; } }',
    'res.json(new C().add(1));',
  ],
  [
    'made for the request by a function',
    'class C { items = []; add(x) { this.items.push(x); return this; } }\nconst make = () => new C();',
    'res.json(make().add(1));',
  ],
  [
    'of errors',
    'class NotFound extends Error { constructor(status) { super(); this.status = status; } }',
    'throw new NotFound(404);',
  ],
  [
    'that only keep what they are given',
    'class C { constructor(db) { this.db = db; } list() { return this.db.q(); } }\nconst c = new C({ q: () => 1 });',
    'res.json(c.list());',
  ],
];

it.each([...requests, ...constants, ...clients, ...classes])('lets a route leave: %s', (_, head, body) => {
  const plan = planFiles({
    'app.js': `import express from 'express';\n${head}\nconst app = express();\napp.get('/a', async (req, res) => { ${body} });\nexport default app;`,
  });
  expect(plan.findings).toEqual([]);
  expect(plan.routes).toMatchObject([{ id: 'GET /a', function: 'get-a' }]);
});

it('lets routes leave that nothing connects with what requests change', () => {
  const { routes } = planFiles({
    'app.js': `import http from 'node:http';
import express from 'express';
import { WebSocketServer } from 'ws';
const app = express();
const server = http.createServer(app);
const sockets = new WebSocketServer({ server });
sockets.on('connection', (socket) => { for (const client of sockets.clients) client.send('hello'); });
let closing = false;
process.on('SIGTERM', () => { closing = true; server.close(); });
app.get('/a', (req, res) => res.json(sockets.clients.size));
app.get('/b', (req, res) => res.json({ closing }));
server.listen(0);`,
  });
  expect(routes.map(({ keptBecause }) => keptBecause)).toEqual([['split.upgrade'], []]);
});

it.each([
  [
    'that wraps handlers',
    'app.use((req, res, next) => next());\nconst wrap = (f) => (q, s, n) => f(q, s).catch(n);',
  ],
  [
    'that tells the request something',
    'app.use((q, s, next) => { q.context = { n: 0 }; q.context.n++; next(); });',
  ],
  ['of packages', `app.use(express.json());\napp.use(express.urlencoded({ extended: false }));`],
])('lets routes leave with middleware %s', (_, middleware) => {
  const plan = planFiles({
    'app.js': `import express from 'express';\nconst app = express();\n${middleware}\napp.get('/a', (q, s) => s.end());\napp.get('/b', (q, s) => s.end());\nexport default app;`,
  });
  expect(plan.findings).toEqual([]);
  expect(plan.functions.map(({ name }) => name)).toEqual(['lith', 'get-a', 'get-b']);
});
