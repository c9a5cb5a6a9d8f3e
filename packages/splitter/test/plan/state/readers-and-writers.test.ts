import { expect, it } from 'vitest';
import { planFiles } from '../plan-sources.ts';

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
    'a factory of handlers',
    {
      'app.js': `import express from 'express';\nimport { make } from './make.js';\nconst app = express();\nconst db = [];\nconst items = make(db);\napp.get('/a', items.add);\napp.get('/b', items.list);\nexport default app;`,
      'make.js':
        'export const make = (db) => ({ add: (q, s) => { db.push(1); s.end(); }, list: (q, s) => s.json(db) });',
    },
  ],
  [
    'an instance that a function makes',
    {
      'app.js': `import express from 'express';\nimport { create } from './store.js';\nconst app = express();\nconst store = create();\napp.get('/a', (q, s) => { store.up(); s.end(); });\napp.get('/b', (q, s) => s.json(store.n));\nexport default app;`,
      'store.js': 'class Store { n = 0; up() { this.n++; } }\nexport const create = () => new Store();',
    },
  ],
  [
    'what middleware leaves on the request',
    {
      'app.js': `import express from 'express';\nconst db = { items: [] };\nconst app = express();\napp.use((req, res, next) => { req.db = db; next(); });\napp.get('/a', (req, res) => { req.db.items.push(1); res.end(); });\napp.get('/b', (req, res) => res.json(req.db.items));\nexport default app;`,
    },
  ],
  [
    'the environment',
    {
      'app.js': `import express from 'express';\nconst app = express();\napp.get('/a', (req, res) => { process.env.MODE = 'x'; res.end(); });\napp.get('/b', (req, res) => res.json(process.env.MODE));\nexport default app;`,
    },
  ],
  [
    'settings of the app',
    {
      'app.js': `import express from 'express';\nconst app = express();\napp.get('/a', (req, res) => { req.app.set('mode', 'x'); res.end(); });\napp.get('/b', (req, res) => { const host = req.app; res.json(host.get('mode')); });\nexport default app;`,
    },
  ],
  [
    'what CommonJS exports',
    {
      'app.js': `const express = require('express');\nconst v = require('./v.js');\nconst app = express();\napp.get('/a', (q, s) => { v.up(); s.end(); });\napp.get('/b', (q, s) => s.json(v.n));\nmodule.exports = app;`,
      'v.js': 'exports.n = 0;\nexports.up = () => { exports.n += 1; };',
    },
  ],
  [
    'an object that CommonJS exports',
    {
      'app.js': `const express = require('express');\nconst v = require('./v.js');\nconst app = express();\napp.get('/a', (q, s) => { v.n++; s.end(); });\napp.get('/b', (q, s) => s.json(v.n));\nmodule.exports = app;`,
      'v.js': 'module.exports = { n: 0 };',
    },
  ],
  [
    'data in a file',
    {
      'app.js': `const express = require('express');\nconst db = require('./db.json');\nconst app = express();\napp.get('/a', (q, s) => { db.users.push(1); s.end(); });\napp.get('/b', (q, s) => s.json(db));\nmodule.exports = app;`,
    },
  ],
  [
    'data in a file, read in a loop',
    {
      'app.js': `const express = require('express');\nconst db = require('./db.json');\nconst app = express();\napp.get('/a', (q, s) => { db.push(1); s.end(); });\napp.get('/b', (q, s) => { for (const x of db) s.write(x); s.end(); });\nmodule.exports = app;`,
    },
  ],
  [
    'data in a file, as a part of the answer',
    {
      'app.js': `const express = require('express');\nconst db = require('./db.json');\nconst app = express();\napp.get('/a', (q, s) => { db.push(1); s.end(); });\napp.get('/b', (q, s) => s.json({ db }));\nmodule.exports = app;`,
    },
  ],
  [
    'data in a file, asked for a name or made text',
    {
      'app.js': `const express = require('express');\nconst db = require('./db.json');\nconst app = express();\napp.get('/a', (q, s) => { db.push(1); s.end(); });\napp.get('/b', (q, s) => s.send(q.query.x in db || \`\${db}\`));\nmodule.exports = app;`,
    },
  ],
  [
    'data in a file, within something else',
    {
      'app.js': `const express = require('express');\nconst db = require('./db.json');\nconst all = { db };\nconst app = express();\napp.get('/a', (q, s) => { db.push(1); s.end(); });\napp.get('/b', (q, s) => s.json(all));\nmodule.exports = app;`,
    },
  ],
  [
    'switches of the app',
    {
      'app.js': `import express from 'express';\nconst app = express();\napp.get('/a', (q, s) => { app.enable('beta'); s.end(); });\napp.get('/b', (q, s) => s.json(q.app.enabled('beta')));\nexport default app;`,
    },
  ],
  [
    'what Express looks at itself',
    {
      'app.js': `import express from 'express';\nconst app = express();\napp.get('/a', (q, s) => { app.set('json spaces', 2); s.end(); });\napp.get('/b', (q, s) => s.json({}));\nexport default app;`,
    },
  ],
  [
    'a prototype of the language',
    {
      'app.js': `import express from 'express';\nconst app = express();\napp.get('/a', (q, s) => { Object.prototype.x = 1; s.end(); });\napp.get('/b', (q, s) => s.json(q.query.x));\nexport default app;`,
    },
  ],
  [
    'defaults of a package',
    {
      'app.js': `import axios from 'axios';\nimport express from 'express';\nconst app = express();\napp.get('/a', (q, s) => { axios.defaults.baseURL = 'x'; s.end(); });\napp.get('/b', async (q, s) => s.json(await axios('/')));\nexport default app;`,
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

it('leaves alone what reads another name, another variable or another setting', () => {
  const { routes } = planFiles({
    'app.js': `import express from 'express';
const app = express();
app.get('/a', (req, res) => { process.env.MODE = 'x'; globalThis.n = 1; app.set('mode', 1); app.locals.user = 1; res.end(); });
app.get('/b', ({ app: host }, res) => res.json([process.env.OTHER, globalThis.m, host.get('other'), host.locals.title]));
export default app;`,
  });
  expect(routes.map(({ keptBecause }) => keptBecause)).toEqual([['split.shared-state'], []]);
});

it('tells one state by one finding, where it is declared or first changed', () => {
  const { findings } = planFiles({
    'app.js': `import express from 'express';
import { Store } from './store.js';
const app = express();
const store = new Store();
const pets = [];
pets.push({ name: 'Rex' });
app.get('/a', (req, res) => { store.add(1); pets[0].name = 'Tom'; process.env.MODE = 'x'; res.end(); });
app.get('/b', (req, res) => res.json([store, pets, process.env.MODE, process.env.MODE]));
export default app;`,
    'store.js': 'export class Store { items = []; n = 0; add(x) { this.items.push(x); this.n++; } }',
  });
  expect(
    findings.map(({ source, message }) => `${source} ${message.slice(0, message.indexOf(':'))}`),
  ).toEqual(['app.js:4:19 `new Store()`', 'app.js:5:7 `pets`', 'app.js:7:67 `process.env.MODE`']);
});
