import { expect, it } from 'vitest';
import { planFiles } from '../plan/plan-sources.ts';

/** What a module has at its top, and what `GET /a` does to it: `GET /b`, in another function, would never know. */
it.each<[what: string, head: string, body: string]>([
  ['a property taken out', 'const store = { items: [] };', 'const { items } = store; items.push(1);'],
  ['a property by another name', 'const store = { items: [] };', 'const items = store.items; items.push(1);'],
  ['two names of one list', 'const store = { items: [] };\nconst items = store.items;', 'items.push(1);'],
  ['a list within', 'const db = { users: [] };', 'db.users.push(req.body);'],
  ['a list in a Map', `const m = new Map([['a', []]]);`, `m.get('a').push(1);`],
  ['a list made on first use', 'const m = {};', 'const list = m.a || (m.a = []); list.push(1);'],
  ['an element by index', 'const users = [{}];', 'const user = users[req.params.id]; user.name = 1;'],
  ['an element on the request', 'const users = [{}];', 'req.user = users[0]; req.user.name = 1;'],
  ['optional calls', 'const m = new Map();', 'm?.set(1, 2);'],
  ['patterns of arrays', 'let last;', '[last] = [req.ip];'],
  ['patterns of objects', 'let last;', '({ ip: last } = req);'],
  ['callbacks of promises', 'let last;', 'Promise.resolve(1).then((x) => { last = x; });'],
  ['removed elements', 'const list = [1];', 'list.splice(0, 1);'],
  ['sorting in place', 'const list = [2, 1];', 'list.sort();'],
  ['a length', 'const list = [2, 1];', 'list.length = 0;'],
  ['typed arrays', 'const counts = new Uint8Array(2);', 'counts[0]++;'],
  ['a Set', 'const seen = new Set();', 'seen.add(req.ip);'],
  ['private fields', 'class S { #n = 0; up() { this.#n++; } }\nconst s = new S();', 's.up();'],
  ['private lists', 'class S { #n = []; up() { this.#n.push(1); } }\nconst s = new S();', 's.up();'],
  ['setters', 'class S { set n(x) { this.x = x; } }\nconst s = new S();', 's.n = 1;'],
  [
    'methods made in a constructor',
    'class S { constructor() { this.n = 0; this.up = () => { this.n++; }; } }\nconst s = new S();',
    's.up();',
  ],
  ['properties of the app', '', 'app.n = 1;'],
  ['locals of the app', '', 'app.locals.n = 1;'],
  ['locals of the app, by the request', '', 'req.app.locals.n = 1;'],
])('sees state in %s', (_, head, body) => {
  const { routes } = planFiles({
    'app.js': `import express from 'express';\n${head}\nconst app = express();\napp.get('/a', (req, res) => { ${body} res.end(); });\napp.get('/b', (req, res) => res.end());\nexport default app;`,
  });
  expect(routes[0]).toMatchObject({ function: 'lith', keptBecause: ['split.shared-state'] });
});

const listeners = `import { EventEmitter } from 'node:events';\nconst bus = new EventEmitter();\nlet n = 0;\nbus.on('x', () => { n++; });`;

/** Both routes have to do with it, so both stay. */
it.each<[what: string, files: Readonly<Record<string, string>>]>([
  [
    'a factory',
    {
      'app.js': `import express from 'express';\nexport default function createApp() {\n  const app = express();\n  const items = [];\n  app.get('/a', (q, s) => { items.push(1); s.end(); });\n  app.get('/b', (q, s) => s.json(items));\n  return app;\n}`,
    },
  ],
  [
    'an exported variable',
    {
      'app.js': `import express from 'express';\nimport { set, value } from './v.js';\nconst app = express();\napp.get('/a', (q, s) => { set(1); s.end(); });\napp.get('/b', (q, s) => s.json(value));\nexport default app;`,
      'v.js': 'export let value = 0;\nexport function set(x) { value = x; }',
    },
  ],
  [
    'a function that runs at once',
    {
      'app.js': `const express = require('express');\nconst v = require('./v.js');\nconst app = express();\napp.get('/a', (q, s) => { v.up(); s.end(); });\napp.get('/b', (q, s) => s.json(v.get()));\nmodule.exports = app;`,
      'v.js': 'module.exports = (() => { let n = 0; return { up: () => { n++; }, get: () => n }; })();',
    },
  ],
  [
    'an instance that is given a list',
    {
      'app.js': `import express from 'express';\nimport { C } from './c.js';\nconst app = express();\nconst c = new C([]);\napp.get('/a', (q, s) => c.add(q, s));\napp.get('/b', (q, s) => c.list(q, s));\nexport default app;`,
      'c.js': `export class C { constructor(db) { this.db = db; } add(q, s) { this.db.push(1); s.end(); } list(q, s) { s.json(this.db); } }`,
    },
  ],
  [
    'locals of the app',
    {
      'app.js': `import express from 'express';\nconst app = express();\napp.locals.store = [];\napp.get('/a', (q, s) => { q.app.locals.store.push(1); s.end(); });\napp.get('/b', (q, s) => s.json(q.app.locals.store));\nexport default app;`,
    },
  ],
  [
    'listeners of an emitter',
    {
      'app.js': `import express from 'express';\n${listeners}\nconst app = express();\napp.get('/a', (q, s) => { bus.emit('x'); s.end(); });\napp.get('/b', (q, s) => s.json(n));\nexport default app;`,
    },
  ],
])('keeps writers and readers together: %s', (_, files) => {
  expect(planFiles(files).routes.map(({ keptBecause }) => keptBecause)).toEqual([
    ['split.shared-state'],
    ['split.shared-state'],
  ]);
});

it('takes what is made once, and forgotten when its making failed, for a singleton', () => {
  const { findings, routes } = planFiles({
    'app.js': `import express from 'express';
let keys;
const find = () => (keys ??= fetch('https://a').catch(() => { keys = undefined; }));
const app = express();
app.get('/a', async (req, res) => { await find(); res.end(); });
export default app;`,
  });
  expect(findings.map(({ code }) => code)).toEqual(['split.lazy-singleton']);
  expect(routes[0]).toMatchObject({ function: 'get-a', keptBecause: [] });
});
