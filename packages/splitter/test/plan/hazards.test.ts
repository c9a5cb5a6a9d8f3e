import { describe, expect, it } from 'vitest';
import { planFiles } from './plan-sources.ts';

/** An app of two routes: `/a` is what `handle` of the file in question does, `/b` has nothing to do with it. */
function planHandler(source: string, more: Readonly<Record<string, string>> = {}) {
  const app = `import express from 'express';\nimport { handle } from './handle.js';\nconst app = express();\napp.get('/a', handle);\napp.get('/b', (req, res) => res.send('b'));\nexport default app;`;
  return planFiles({ 'app.js': app, 'handle.js': source, ...more });
}

const reasons = (source: string, more?: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    planHandler(source, more).routes.map(({ id, keptBecause }) => [id.slice(-1), keptBecause]),
  );

const handler = 'export const handle = (req, res) => res.json';

describe('what keeps a route in the lith', () => {
  it.each<[string, string]>([
    ['a counter', `let n = 0;\n${handler}(++n);`],
    [
      'an assigned variable',
      `let last;\nexport function handle(req, res) { last = req.body; res.json(last); }`,
    ],
    [
      'an array that grows',
      `const all = [];\nexport function handle(req, res) { all.push(req.body); res.json(all); }`,
    ],
    ['a Map', `const all = new Map();\nexport function handle(req, res) { all.set(req.ip, 1); res.end(); }`],
    [
      'a property of an object',
      `const counts = { a: 0 };\nexport function handle(req, res) { counts.a += 1; res.end(); }`,
    ],
    [
      'a computed property',
      `const hits = {};\nexport function handle(req, res) { hits[req.ip] = 1; res.end(); }`,
    ],
    [
      'a deleted property',
      `const hits = {};\nexport function handle(req, res) { delete hits[req.ip]; res.end(); }`,
    ],
    [
      'an element changed through a local name',
      `const all = [{}];\nexport function handle(req, res) { const one = all.find(Boolean); one.seen = true; res.end(); }`,
    ],
    [
      'an element changed in a loop',
      `const all = [{}];\nexport function handle(req, res) { all.forEach((one) => { one.seen = true; }); res.end(); }`,
    ],
    [
      'Object.assign to it',
      `const all = {};\nexport function handle(req, res) { Object.assign(all, req.body); res.end(); }`,
    ],
    [
      'state that another function of the file writes',
      `let on = false;\nexport function toggle() { on = !on; }\n${handler}(on);`,
    ],
    [
      'a closure made on load',
      `const next = (() => { let n = 0; return () => ++n; })();\n${handler}(next());`,
    ],
    [
      'a closure of a function called on load',
      `function counter() { let n = 0; return () => ++n; }\nconst next = counter();\n${handler}(next());`,
    ],
    [
      'fields of an instance made on load',
      `class Store { items = []; add(x) { this.items.push(x); } }\nconst store = new Store();\n${handler}(store.add(1));`,
    ],
    [
      'fields of a class that extends such a one',
      `class Base { n = 0; up() { this.n++; } }\nclass Store extends Base {}\nconst store = new Store();\n${handler}(store.up());`,
    ],
    [
      'static fields',
      `class Ids { static last = 0; static next() { return ++Ids.last; } }\n${handler}(Ids.next());`,
    ],
    [
      'methods of an object that change it',
      `const store = { n: 0, up() { return ++this.n; } };\n${handler}(store.up());`,
    ],
    [
      'a cache that runs out',
      `let cache;\nexport function handle(req, res) { if (!cache || cache.until < Date.now()) cache = { until: 1 }; res.json(cache); }`,
    ],
  ])('shared state: %s', (_, source) =>
    expect(reasons(source)).toEqual({ a: ['split.shared-state'], b: [] }),
  );

  it.each<[string, string, string]>([
    [
      'a cache package',
      'split.shared-state',
      `import NodeCache from 'node-cache';\nconst cache = new NodeCache();\n${handler}(cache.get('a'));`,
    ],
    [
      'a database in the process',
      'split.local-database',
      `import Database from 'better-sqlite3';\nconst db = new Database('x');\n${handler}(db.prepare('x').all());`,
    ],
    [
      'a database in a file, by its options',
      'split.local-database',
      `import knex from 'knex';\nconst db = knex({ client: 'sqlite3' });\nexport async function handle(req, res) { res.json(await db('x')); }`,
    ],
    [
      'server-sent events',
      'split.streaming',
      `export function handle(req, res) { res.set('content-type', 'text/event-stream'); res.end(); }`,
    ],
    [
      'flushed headers',
      'split.streaming',
      `export function handle(req, res) { res.flushHeaders(); res.end(); }`,
    ],
    ['an answer without end', 'split.streaming', `export function handle(req, res) { res.write('a'); }`],
    [
      'a router called by hand',
      'split.request-rewrite',
      `import { Router } from 'express';\nconst inner = Router();\nexport function handle(req, res, next) { inner(req, res, next); }`,
    ],
    [
      'a router of another file, called by hand',
      'split.request-rewrite',
      `import { inner } from './inner.js';\nexport function handle(req, res, next) { inner(req, res, next); }`,
    ],
    [
      'a route that a request adds',
      'split.late-registration',
      `import { inner } from './inner.js';\nexport function handle(req, res) { inner.get('/late', () => {}); res.end(); }`,
    ],
    [
      'a worker',
      'split.child-process',
      `import { Worker } from 'node:worker_threads';\nconst worker = new Worker('./worker.js');\n${handler}(worker.threadId);`,
    ],
    [
      'a process of its own',
      'split.child-process',
      `import { fork } from 'child_process';\nexport function handle(req, res) { fork('./worker.js'); res.end(); }`,
    ],
    [
      'a rewritten URL',
      'split.request-rewrite',
      `export function handle(req, res, next) { req.url = '/b'; next(); }`,
    ],
    [
      'written files',
      'split.local-files',
      `import fs from 'node:fs';\nexport function handle(req, res) { fs.writeFileSync('x', 'y'); res.end(); }`,
    ],
    [
      'written files by name',
      'split.local-files',
      `import { appendFile } from 'fs/promises';\nexport async function handle(req, res) { await appendFile('x', 'y'); res.end(); }`,
    ],
    [
      'written files, by another name of fs',
      'split.local-files',
      `import fs from 'node:fs';\nimport { promisify } from 'node:util';\nconst write = promisify(fs.writeFile);\nexport async function handle(req, res) { await write('x', 'y'); res.end(); }`,
    ],
    [
      'uploads that are kept',
      'split.local-files',
      `import multer from 'multer';\nconst options = { dest: 'x' };\nconst uploads = multer(options);\n${handler}(uploads.none());`,
    ],
    [
      'a file that nobody can tell',
      'split.unknown-file',
      `export function handle(req, res) { res.sendFile(req.query.file); }`,
    ],
    [
      'an interval',
      'split.timer',
      `export function handle(req, res) { setInterval(() => {}, 1); res.end(); }`,
    ],
  ])('%s: %s', (_, code, source) => {
    const inner = `import { Router } from 'express';\nexport const inner = Router();`;
    const more = source.includes('./inner.js') ? { 'inner.js': inner } : {};
    expect(reasons(source, more)).toEqual({ a: [code], b: [] });
  });

  it.each<[string, string]>([
    ['constants', `const names = ['a'];\n${handler}(names);`],
    [
      'a client made on load',
      `import { Client } from 'pg';\nconst client = new Client();\nexport async function handle(req, res) { res.json(await client.query('x')); }`,
    ],
    [
      'entries of a client',
      `import Redis from 'ioredis';\nconst redis = new Redis();\nexport async function handle(req, res) { await redis.set('a', 1); res.end(); }`,
    ],
    [
      'what is only changed on load',
      `const table = {};\nfor (const name of ['a', 'b']) table[name] = true;\nfunction add(name) { table[name] = true; }\nadd('c');\n${handler}(table);`,
    ],
    [
      'a local variable of the request',
      `export function handle(req, res) { let body = ''; req.on('data', (chunk) => { body += chunk; }); res.end(body); }`,
    ],
    [
      'an instance of the request',
      `class Cart { total = 0; add(x) { this.total += x; } }\nexport function handle(req, res) { const cart = new Cart(); cart.add(1); res.json(cart.total); }`,
    ],
    [
      'a closure of the request',
      `function counter() { let n = 0; return () => ++n; }\nexport function handle(req, res) { const next = counter(); res.json(next()); }`,
    ],
    [
      'a document that a model found',
      `import User from 'models';\nexport async function handle(req, res) { const user = await User.findOne(); user.name = 'x'; res.json(user); }`,
    ],
    [
      'a shadowed name',
      `const items = [];\nexport function handle(req, res) { const items = []; items.push(1); res.json(items); }`,
    ],
    [
      'a parameter of the same name',
      `let count = 0;\nexport function handle(req, res) { const f = (count) => { count++; return count; }; res.json(f(count)); }`,
    ],
    [
      'a body parser called by hand',
      `import express from 'express';\nconst parse = express.json();\nexport function handle(req, res, next) { parse(req, res, next); }`,
    ],
    ['an answer written and ended', `export function handle(req, res) { res.write('a'); res.end(); }`],
    [
      'a file named in plain text',
      `import { join } from 'node:path';\nexport function handle(req, res) { res.sendFile(join(import.meta.dirname, 'a.txt')); }`,
    ],
  ])('nothing: %s', (_, source) => expect(reasons(source)).toEqual({ a: [], b: [] }));

  it.each<[string, string]>([
    ['??=', `let client;\n${handler}(client ??= {});`],
    [
      'if (!x)',
      `let client;\nexport function handle(req, res) { if (!client) client = {}; res.json(client); }`,
    ],
    [
      'if (x === undefined) { }',
      `let client;\nexport function handle(req, res) { if (client === undefined) { client = {}; } res.json(client); }`,
    ],
    [
      'if (x) return',
      `let client;\nfunction get() { if (client) return client; client = {}; return client; }\n${handler}(get());`,
    ],
    [
      'a lookup that is filled when it is made',
      `let index;\nexport function handle(req, res) { if (!index) { index = new Map(); for (const x of [1]) index.set(x, x); } res.json(index.get(1)); }`,
    ],
    [
      'what is filled before it is kept',
      `let index;\nconst build = () => { const made = {}; made.a = 1; return made; };\n${handler}((index ??= build()).a);`,
    ],
    [
      'a static instance',
      `class A { static one; static get() { if (!A.one) A.one = new A(); return A.one; } }\n${handler}(A.get());`,
    ],
  ])('a note for what is made on first use: %s', (_, source) => {
    const plan = planHandler(source);
    expect(plan.routes.map(({ keptBecause }) => keptBecause)).toEqual([[], []]);
    expect(plan.findings).toMatchObject([
      { code: 'split.lazy-singleton', effect: 'note', routes: ['GET /a'] },
    ]);
  });

  it('follows state across modules to where it is declared', () => {
    const store = `const links = new Map();\nexport const add = (k) => links.set(k, 1);\nexport const plain = () => 1;`;
    const source = `import * as store from './store.js';\n${handler}(store.add(1));`;
    expect(planHandler(source, { 'store.js': store }).findings).toMatchObject([
      { source: 'store.js:1:7', routes: ['GET /a'] },
    ]);
    expect(reasons(source.replace('store.add(1)', 'store.plain()'), { 'store.js': store })).toEqual({
      a: [],
      b: [],
    });
  });

  it('lets what the user accepts leave, with a note', () => {
    const files = {
      'app.js': `import express from 'express';\nlet n = 0;\nconst app = express();\napp.get('/a', (req, res) => res.json(++n));\nexport default app;`,
    };
    for (const accepted of ['split.shared-state', 'app.js:2', 'split.shared-state app.js:2', 'app.js:2:5']) {
      const plan = planFiles(files, { accept: [accepted] });
      expect(plan.routes).toMatchObject([{ function: 'get-a', keptBecause: [] }]);
      expect(plan.findings).toMatchObject([{ effect: 'note', source: 'app.js:2:5' }]);
    }
    expect(planFiles(files, { accept: ['split.timer', 'app.js:3'] }).routes).toMatchObject([
      { function: 'lith' },
    ]);
  });
});
