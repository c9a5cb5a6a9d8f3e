import { expect, it } from 'vitest';
import { planFiles } from '../plan-sources.ts';

it.each<[string, string, string, string, readonly string[][]]>([
  ['is only read', 'let one;', 'one ??= {};', 'res.json(one);', [[], ['split.shared-state']]],
  [
    'is only read, by its path',
    '',
    'app.locals.one ??= {};',
    'res.json(app.locals.one);',
    [[], ['split.shared-state']],
  ],
  [
    'is cleared',
    'let one;\nconst get = () => (one ??= load());',
    'one = undefined;',
    'res.json(get());',
    [['split.shared-state'], ['split.shared-state']],
  ],
  [
    'depends on the request',
    `let url;\nconst get = (req) => (url ??= 'https://' + req.hostname);`,
    'res.json(get(req));',
    'res.json(get(req));',
    [['split.shared-state'], ['split.shared-state']],
  ],
  [
    'is random',
    'let secret;\nconst get = () => (secret ??= crypto.randomBytes(8));',
    'res.json(get());',
    'res.json(get());',
    [['split.random-at-load'], ['split.random-at-load']],
  ],
])('no mere note where what is made on first use %s', (_, head, a, b, expected) => {
  const { routes } = planFiles({
    'app.js': `import express from 'express';\n${head}\nconst app = express();\napp.get('/a', (req, res) => { ${a} res.end(); });\napp.get('/b', (req, res) => { ${b} });\nexport default app;`,
  });
  expect(routes.map(({ keptBecause }) => keptBecause)).toEqual(expected);
});
