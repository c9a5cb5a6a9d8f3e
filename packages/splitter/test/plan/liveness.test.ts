import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Files, planFiles, sourcesOf } from './plan-sources.ts';

const esm = (imports: string, routes: string) =>
  `import express from 'express';\n${imports}\nconst app = express();\n${routes}\nexport default app;`;
const cjs = (requires: string, routes: string) =>
  `const express = require('express');\n${requires}\nconst app = express();\n${routes}\nmodule.exports = app;`;

/** Modules of `GET /a` beside the entry. */
function modulesOfA(files: Files): readonly string[] {
  return Object.keys(sourcesOf(planFiles(files), files, 'GET /a')).filter((name) => !name.startsWith('app.'));
}

describe('what is left when routes go', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'named imports',
      {
        'app.js': esm(
          `import { a } from './a.js';\nimport { b } from './b.js';`,
          `app.get('/a', a);\napp.get('/b', b);`,
        ),
        'a.js': `export const a = 1;`,
        'b.js': `export const b = 1;`,
      },
      ['a.js'],
    ],
    [
      'requires',
      {
        'app.js': cjs(
          `const a = require('./a');\nconst { b } = require('./b');`,
          `app.get('/a', a.x);\napp.get('/b', b);`,
        ),
        'a.js': `exports.x = 1;`,
        'b.js': `exports.b = 1;`,
      },
      ['a.js'],
    ],
    [
      'requires in one statement',
      {
        'app.js': cjs(`var a = require('./a'), b = require('./b');`, `app.get('/a', a);\napp.get('/b', b);`),
        'a.js': `module.exports = 1;`,
        'b.js': `module.exports = 1;`,
      },
      ['a.js'],
    ],
    [
      'requires in place',
      {
        'app.js': cjs('', `app.get('/a', require('./a'));\napp.get('/b', require('./b'));`),
        'a.js': `module.exports = 1;`,
        'b.js': `module.exports = 1;`,
      },
      ['a.js'],
    ],
    [
      'requires in place, on an app that is a variable and the export at once',
      {
        'app.js': `var express = require('express');\nvar app = module.exports = express();\napp.get('/a', require('./a'));\napp.get('/b', require('./b'));`,
        'a.js': `module.exports = 1;`,
        'b.js': `module.exports = 1;`,
      },
      ['a.js'],
    ],
    [
      'what only a controller function needs',
      {
        'app.js': esm(`import * as c from './c.js';`, `app.get('/a', c.a);\napp.get('/b', c.b);`),
        'c.js': `import { x } from './x.js';\nimport { y } from './y.js';\nexport const a = () => x();\nexport const b = () => y();`,
        'x.js': `export const x = () => 1;`,
        'y.js': `export const y = () => 1;`,
      },
      ['c.js', 'x.js'],
    ],
    [
      'what only a property of a CommonJS controller needs',
      {
        'app.js': cjs(`const c = require('./c');`, `app.get('/a', c.a);\napp.get('/b', c.b);`),
        'c.js': `const x = require('./x');\nconst y = require('./y');\nmodule.exports = { a: () => x(), b() { y(); } };`,
        'x.js': `module.exports = () => 1;`,
        'y.js': `module.exports = () => 1;`,
      },
      ['c.js', 'x.js'],
    ],
    [
      'barrels',
      {
        'app.js': esm(`import { a, b } from './index.js';`, `app.get('/a', a);\napp.get('/b', b);`),
        'index.js': `export * from './a.js';\nexport { b } from './b.js';`,
        'a.js': `export const a = 1;`,
        'b.js': `export const b = 1;`,
      },
      ['a.js', 'index.js'],
    ],
    [
      'mounted routers',
      {
        'app.js': esm(
          `import xRouter from './x.js';\nimport yRouter from './y.js';`,
          `app.use('/x', xRouter);\napp.use('/y', yRouter);\napp.get('/a', (q, s) => s.end());`,
        ),
        'x.js': `import { Router } from 'express';\nconst router = Router();\nrouter.get('/', (q, s) => s.end());\nexport default router;`,
        'y.js': `import { Router } from 'express';\nconst router = Router();\nrouter.get('/', (q, s) => s.end());\nexport default router;`,
      },
      [],
    ],
    [
      'bare imports, always',
      {
        'app.js': esm(
          `import './patch.js';\nimport { b } from './b.js';`,
          `app.get('/a', (q, s) => s.end());\napp.get('/b', b);`,
        ),
        'patch.js': `Array.prototype.x = 1;`,
        'b.js': `export const b = 1;`,
      },
      ['patch.js'],
    ],
    [
      'modules that register themselves elsewhere',
      {
        'app.js': esm(
          `import { all } from './all.js';\nimport { b } from './b.js';`,
          `app.get('/a', (q, s) => s.json(all));\napp.get('/b', b);`,
        ),
        'all.js': `export const all = [];`,
        'b.js': `import { all } from './all.js';\nall.push('b');\nexport const b = () => 1;`,
      },
      ['all.js', 'b.js'],
    ],
    [
      'modules that call a package for what it does',
      {
        'app.js': esm(`import { b } from './b.js';`, `app.get('/a', (q, s) => s.end());\napp.get('/b', b);`),
        'b.js': `import mongoose from 'mongoose';\nexport const b = mongoose.model('B', {});`,
      },
      ['b.js'],
    ],
    [
      'clients that nobody needs go',
      {
        'app.js': esm(`import { b } from './b.js';`, `app.get('/a', (q, s) => s.end());\napp.get('/b', b);`),
        'b.js': `import { Client } from 'pg';\nconst client = new Client();\nexport const b = () => client.query();`,
      },
      [],
    ],
    [
      'instances of own classes go if their constructors only build',
      {
        'app.js': esm(
          `import { B } from './b.js';\nconst b = new B();`,
          `app.get('/a', (q, s) => s.end());\napp.get('/b', b.handle);`,
        ),
        'b.js': `export class B { constructor() { this.x = 1; } handle(q, s) { s.end(); } }`,
      },
      [],
    ],
    [
      'instances whose constructors do something to others stay',
      {
        'app.js': esm(
          `import { B } from './b.js';\nconst b = new B();`,
          `app.get('/a', (q, s) => s.end());\napp.get('/b', b.handle);`,
        ),
        'b.js': `import { bus } from './bus.js';\nexport class B { constructor() { bus.on('x', () => {}); } handle(q, s) { s.end(); } }`,
        'bus.js': `import { EventEmitter } from 'node:events';\nexport const bus = new EventEmitter();`,
      },
      ['b.js', 'bus.js'],
    ],
    [
      'results that nobody ever asked for were for their effect',
      {
        'app.js': esm(`import { b } from './b.js';`, `app.get('/a', (q, s) => s.end());\napp.get('/b', b);`),
        'b.js': `import tracing from 'tracing';\nconst tracer = tracing();\nexport const b = 1;`,
      },
      ['b.js'],
    ],
    [
      'constants of a factory',
      {
        'app.js': `import express from 'express';\nimport { B } from './b.js';\nexport default function createApp() {\n  const app = express();\n  const b = new B();\n  app.get('/a', (q, s) => s.end());\n  app.get('/b', b.handle);\n  return app;\n}`,
        'b.js': `export class B { handle(q, s) { s.end(); } }`,
      },
      [],
    ],
    [
      'types of TypeScript',
      {
        'app.ts': `import express, { type Request } from 'express';\nimport { B } from './b.js';\nconst app = express();\napp.get('/a', (q: Request, s: B) => s.end());\nexport default app;`,
        'b.js': `export class B {}`,
      },
      [],
    ],
  ])('%s', (_, files, expected) => expect(modulesOfA(files)).toEqual(expected));

  it('cuts what is dead and leaves the rest as it is written', () => {
    const files = {
      'app.js': esm(
        `import a, { x, y } from './a.js';\nimport _ from 'lodash';\nimport 'side-effect';`,
        `app.use(x);\napp.get('/a', (q, s) => s.json(a));\napp.get('/b', (q, s) => s.json(_.map(y)));`,
      ),
      'a.js': `export default 1;\nexport const x = 2;\nexport const y = 3;`,
    };
    expect(sourcesOf(planFiles(files), files, 'GET /a')).toEqual({
      'app.js': `import express from 'express';\nimport a, { x,  } from './a.js';\nimport 'side-effect';\nconst app = express();\napp.use(x);\napp.get('/a', (q, s) => s.json(a));\nexport default app;`,
      'a.js': `export default 1;\nexport const x = 2;`,
    });
    const left = (shake: 'cuts' | 'app', keepImports: string[] = []) =>
      sourcesOf(planFiles(files, { shake, keepImports }), files, 'GET /a')['app.js'];
    expect(left('app')).toContain(`import 'lodash';`);
    expect(left('cuts')).toContain(`import _ from 'lodash';\nimport 'side-effect';`);
  });

  /** Whatever is registered in whatever order: what is left can be parsed, and nothing more can be cut from it. */
  it('cuts once and for all, and leaves code', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const shapes = [
      (name: string) => `app.get('/${name}', ${name});`,
      (name: string) =>
        `app.get('/${name}', (q, s) => { s.json(${name}); });\napp.get('/${name}/:id', ${name});`,
      (name: string) => `if (${name}) app.get('/${name}', ${name});`,
      (name: string) => `app.use('/${name}', ${name}, (q, s, n) => n());`,
      (name: string) => `const ${name}2 = new Thing(${name});\napp.get('/${name}', ${name}2.handle);`,
    ];
    const route = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...shapes));
    fc.assert(
      fc.property(
        fc.uniqueArray(route, { minLength: 2, maxLength: 5, selector: ([name]) => name }),
        fc.boolean(),
        (routes, bracketed) => {
          const imports = bracketed
            ? `import { ${names.join(', ')} } from './lib.js';`
            : names.map((name) => `import { ${name} } from './lib.js';`).join('\n');
          const files = {
            'app.js': esm(
              `import { Thing } from 'things';\n${imports}`,
              routes.map(([name, shape]) => shape(name)).join('\n'),
            ),
            'lib.js': names.map((name) => `export const ${name} = () => '${name}';`).join('\n'),
          };
          const plan = planFiles(files);
          for (const { id } of plan.routes) {
            const once = sourcesOf(plan, files, id);
            if (!once['app.js']) continue;
            const again = sourcesOf(planFiles(once), once, id);
            expect(again).toEqual(once);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
