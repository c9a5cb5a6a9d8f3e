import { expect, it } from 'vitest';
import { planFiles } from '../plan-sources.ts';
import { decorate, importStar } from './compiler-output.ts';

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
  ['elements in a loop', 'const rooms = [{}];', 'for (const room of rooms) room.free = false;'],
  [
    'elements of a part',
    'const rooms = [{}];',
    'for (const room of rooms.filter(Boolean)) room.free = false;',
  ],
  ['elements by destructuring', 'const all = [{}];', 'const [one] = all; one.seen = true;'],
  ['elements of a spread copy', 'const all = [{}];', 'const copy = [...all]; copy[0].seen = true;'],
  ['values', 'const all = { a: {} };', 'Object.values(all).forEach((one) => { one.seen = true; });'],
  ['entries', 'const all = { a: {} };', 'for (const [, one] of Object.entries(all)) one.seen = true;'],
  ['entries of a Map', `const all = new Map([['a', {}]]);`, 'for (const [, one] of all) one.seen = true;'],
  ['either of two', 'const a = {}; const b = {};', 'const one = req.query.a ? a : b; one.n = 1;'],
  ['what a function gives', 'const m = {};\nconst get = () => m;', 'get().n = 1;'],
  [
    'an element that a function gives',
    'const m = [{}];\nconst get = (i) => m[i];',
    'const one = get(0); one.n = 1;',
  ],
  [
    'what a promise gives',
    'const m = {};\nconst get = async () => m;',
    'get().then((one) => { one.n = 1; });',
  ],
  ['a parameter', 'const log = [];\nconst append = (list, x) => list.push(x);', 'append(log, 1);'],
  [
    'the rest of parameters',
    'const log = [];\nconst append = (x, ...lists) => lists[0].push(x);',
    'append(1, log);',
  ],
  ['what reduce starts from', 'const sum = {};', '[1].reduce((a, x) => { a[x] = 1; return a; }, sum);'],
  [
    'this by another name',
    'class S { n = 0; up() { const self = this; self.n++; } }\nconst s = new S();',
    's.up();',
  ],
  [
    'methods of a prototype',
    'function S() { this.n = 0; }\nS.prototype.up = function () { this.n++; };\nconst s = new S();',
    's.up();',
  ],
  [
    'methods of a base that is a function',
    'function S() {}\nS.prototype.up = function () { this.n++; };\nclass T extends S {}\nconst t = new T();',
    't.up();',
  ],
  [
    'methods of an object that is inherited',
    'const base = { up() { this.n = 1; } };\nconst s = Object.create(base);',
    's.up();',
  ],
  [
    'an instance that is made on first use',
    'class S { n = 0; up() { this.n++; } }\nlet s;\nconst get = () => (s ??= new S());',
    'get().up();',
  ],
  ['a list that is made on first use', 'let log;\nconst get = () => (log ??= []);', 'get().push(1);'],
  [
    'a method of another list',
    'const log = [];',
    '[].push.call(log, 1); Array.prototype.push.apply(log, [2]);',
  ],
  ['a bound method', 'const log = [];\nconst add = log.push.bind(log);', 'add(1);'],
  ['Object.defineProperty', 'const m = {};', `Object.defineProperty(m, 'a', { value: 1 });`],
  ['Reflect.set', 'const m = {};', `Reflect.set(m, 'a', 1);`],
  ['Atomics', 'const counts = new Int32Array(1);', 'Atomics.add(counts, 0, 1);'],
  ['bytes', 'const bytes = Buffer.alloc(2);', 'bytes.writeUInt8(1, 0);'],
  ['a proxy', 'const m = new Proxy({}, {});', 'm.n = 1;'],
  ['parsed JSON', `const db = JSON.parse('{}');`, 'db.users.push(1);'],
  ['functions of lodash', `import _ from 'lodash';\nconst m = {};`, `_.set(m, 'a.b', 1);`],
  [
    'a function of lodash',
    `import remove from 'lodash/remove';\nconst list = [1];`,
    'remove(list, Boolean);',
  ],
  [
    'what lodash finds',
    `import { find } from 'lodash-es';\nconst list = [{}];`,
    'find(list, Boolean).n = 1;',
  ],
  [
    'what lodash remembers',
    `import _ from 'lodash';\nconst f = _.memoize((x) => ({ x }));`,
    'res.json(f(1));',
  ],
  ['a generator', 'function* ids() { yield 1; }\nconst it = ids();', 'it.next();'],
  ['an iterator', 'const it = [1][Symbol.iterator]();', 'it.next();'],
  ['an iterator that a spread goes through', 'const it = [1].values();', 'res.json([...it]);'],
  ['an iterator that a Set is made of', 'const it = [1].values();', 'res.json(new Set(it).size);'],
  ['helpers of iterators', 'const it = [1].values();', 'res.json(it.take(1).toArray());'],
  [
    'an instance that a container makes',
    `import { EventEmitter } from 'node:events';\nimport { asClass, createContainer } from 'awilix';\nclass S extends EventEmitter { up() { this.n = 1; } }\nconst c = createContainer({ s: asClass(S) });`,
    `c.resolve('s').up();`,
  ],
  ['arguments', 'const log = [];\nfunction add() { arguments[0].push(1); }', 'add(log);'],
  ['a call by Reflect', 'const log = [];', 'Reflect.apply(log.push, log, [1]);'],
  ['what flatMap gives', 'const all = [{}];', 'all.flatMap((x) => [x])[0].seen = true;'],
  [
    'what a property is defined as',
    `const store = { n: 0 };\napp.use((q, s, next) => { Object.defineProperty(q, 'store', { value: store }); next(); });`,
    'req.store.n = 1;',
  ],
  [
    'what an emitter hands on',
    `import { EventEmitter } from 'node:events';\nconst bus = new EventEmitter();\nconst log = [];\nbus.on('x', (list) => list.push(1));`,
    `bus.emit('x', log);`,
  ],
  [
    'what an AsyncLocalStorage holds',
    `import { AsyncLocalStorage } from 'node:async_hooks';\nconst storage = new AsyncLocalStorage();\nconst root = { n: 0 };`,
    'storage.run(root, () => { storage.getStore().n++; });',
  ],
  ['parts of a URL', `const url = new URL('http://a');`, `url.searchParams.set('a', 1);`],
  ['defaults of a package', `import axios from 'axios';`, `axios.defaults.baseURL = 'x';`],
  ['the language of a package', `import moment from 'moment';`, `moment.locale('de');`],
  [
    'a subject',
    `import { BehaviorSubject } from 'rxjs';\nconst last = new BehaviorSubject(0);`,
    'last.next(1);',
  ],
  ['a sticky expression', 'const word = /a/y;', 'word.test(req.path);'],
  ['a date', 'const last = new Date();', 'last.setTime(0);'],
  [
    'listeners',
    `import { EventEmitter } from 'node:events';\nconst bus = new EventEmitter();`,
    `bus.once('x', () => res.end());`,
  ],
  [
    'listeners of a class',
    `import EventEmitter from 'events';\nclass Bus extends EventEmitter {}\nconst bus = new Bus();`,
    `bus.on('x', () => {});`,
  ],
  ['what holds itself', 'const all = [];', 'const one = {}; one.self = one; all.push(one);'],
  [
    'a package by a compiled import',
    `${importStar}\nconst axios_1 = __importStar(require('axios'));`,
    `axios_1.default.defaults.baseURL = 'x';`,
  ],
  [
    'a class with compiled decorators of packages',
    `${decorate}
const { Get, Body, Service } = require('routing-controllers');
let Todos = class Todos { constructor() { this.items = []; } add(x) { this.items.push(x); } all() { return this.items; } };
Todos = __decorate([Service()], Todos);
let Controller = class Controller { constructor(todos) { this.todos = todos; } add(x) { this.todos.add(x); } all() { return this.todos.all(); } };
__decorate([Get('/'), Body()], Controller.prototype, 'add', null);
__decorate([Get('/')], Controller.prototype, 'all', null);
Controller = __decorate([Service(), Body()], Controller);
const controller = new Controller(new Todos());`,
    'controller.add(1);',
  ],
  ['a class that is a Map', 'class Store extends Map {}\nconst store = new Store();', 'store.set(1, 2);'],
  ['static fields by this', 'class S { static n = 0; static up() { this.n++; } }', 'S.up();'],
  ['a queue', `import PQueue from 'p-queue';\nconst queue = new PQueue();`, 'queue.add(() => 1);'],
  ['global names', '', 'globalThis.n = 1;'],
  ['what hangs on the global object', 'global.stats = { n: 0 };', 'global.stats.n++;'],
  ['names that nobody declares', 'count = 0;', 'count++;'],
  ['the environment', '', `process.env.MODE = 'x';`],
  ['the working directory', '', `process.chdir('/');`],
  ['settings of the app', '', `req.app.set('mode', 1);`],
  ['switches of the app', '', `app.enable('mode');`],
  ['a store among the settings', `app.set('store', []);`, `req.app.get('store').push(1);`],
  ['properties of the app', '', 'app.n = 1;'],
  ['locals of the app', '', 'app.locals.n = 1;'],
  ['locals of the app, by the request', '', 'req.app.locals.n = 1;'],
])('sees state in %s', (_, head, body) => {
  const { routes } = planFiles({
    'app.js': `import express from 'express';\nconst app = express();\n${head}\napp.get('/a', (req, res) => { ${body} res.end(); });\napp.get('/b', (req, res) => res.end());\nexport default app;`,
  });
  expect(routes[0]).toMatchObject({ function: 'lith', keptBecause: ['split.shared-state'] });
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
