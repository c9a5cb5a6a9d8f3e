import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleApp, getLith, load, writeApp } from './temporary-app.ts';

it.each([
  ['ejs', 4, '<p><%= name %></p>'],
  ['ejs', 5, '<p><%= name %></p>'],
  ['pug', 5, 'p= name'],
  ['hbs', 5, '<p>{{name}}</p>'],
] as const)(
  'renders %s with Express %i, which requires its engine by name',
  async (engine, express, template) => {
    const root = writeApp(
      {
        'app.js': `const app = require('express')();
        app.set('views', __dirname + '/views');
        app.set('view engine', '${engine}');
        app.get('/', (req, res) => { res.render('page', { name: '<Ada>' }); });
        app.get('/other', (req, res) => { res.render('page.nothing'); });
        exports.app = app;`,
        [`views/page.${engine}`]: template,
      },
      express,
    );
    const views = join(root, 'views');
    const settings = { views: [views], viewEngine: engine, engines: [] };
    const split = await bundleApp(root, {
      app: { settings },
      lith: { renders: true, files: [views] },
      extracted: [{ name: 'plain' }],
    });
    const ask = await load(getLith(split));
    expect(await ask({ method: 'GET', target: '/' })).toMatchObject({
      status: 200,
      body: '<p>&lt;Ada&gt;</p>',
    });
    expect(await ask({ method: 'GET', target: '/other' })).toMatchObject({ status: 500 });
    const [, plain] = split.bundles;
    expect(plain?.modules.some(({ path }) => path.startsWith(`node_modules/${engine}/`))).toBe(false);
  },
);
