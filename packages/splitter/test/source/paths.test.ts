import { expect, it } from 'vitest';
import { listPlaces } from '../../src/source/list-places.ts';
import { createModuleTree } from '../../src/source/module-tree.ts';

/** What a module at `/app/src/app.js` names: paths, `/**` where what they hold is read, and findings. */
function listNamed(source: string): string[] {
  const places = listPlaces(createModuleTree('/app/src/app.js', source), { root: '/app', within: '/app' });
  return places.flatMap((place) => {
    if (place.kind === 'path') return `${place.path}${place.contents ? '/**' : ''}`;
    return place.kind === 'hazard' ? place.code : [];
  });
}

const handler = (body: string) => `const fs = require('fs'), path = require('path'), os = require('os');
const data = path.join(__dirname, '../data');
const view = (name) => path.join(__dirname, name);
app.get('/', (req, res) => { const name = req.params.name; ${body} });`;
const always = listNamed(handler(''));

it.each<[body: string, ...named: string[]]>([
  ["fs.readFileSync(path.join(__dirname, 'a.txt'))", '/app/src/a.txt'],
  ["fs.readFileSync('notes/a.txt')", '/app/notes/a.txt'],
  ["fs.readFile('notes/' + name + '.txt', done)", '/app/notes/**'],
  ["fs.readFile('notes/2026-' + name, done)", '/app/notes/**'],
  ["fs.readFile(path.join(__dirname, 'notes', name), done)", '/app/src/notes/**'],
  ["fs.readFile(__dirname + '/notes/' + name, done)", '/app/src/notes/**'],
  ["fs.readFile(new URL('./notes/' + name, import.meta.url), done)", '/app/src/notes/**'],
  ['fs.readFile(path.join(data, name), done)', '/app/data/**'],
  ["const file = path.join(data, name + '.json'); fs.readFile(file, done)", '/app/data/**', '/app/data/**'],
  ['fs.readFile(path.join(process.env.DATA || data, name), done)', '/app/data/**'],
  ['res.sendFile(name, { root: data })', '/app/data/**'],
  ["res.sendFile('a.txt', { root: __dirname })", '/app/src/a.txt'],
  ['res.sendFile(name, { root: __dirname })', '/app/src/**'],
  ["res.render(path.join(__dirname, 'views/home'))", '/app/src/views/**'],
  ['res.render(name)'],
  ['fs.readFile(path.join(os.tmpdir(), name), done)'],
  ['path.relative(process.cwd(), name)'],
  ["names.join('/'); Promise.resolve(name)"],
  ['fs.readFile(name, done)', '/app/**', 'split.unknown-file'],
  ["fs.readFile(name + '.txt', done)", '/app/**', 'split.unknown-file'],
  ['fs.readFile(path.join(process.cwd(), name), done)', '/app/**', 'split.unknown-file'],
  ["engine.renderFile(path.join(__dirname, '..', name))", '/app/**', 'split.unknown-file'],
])('in a handler: %s', (body, ...named) => {
  expect(listNamed(handler(body)).slice(always.length).sort()).toEqual(named.sort());
});

it.each<[source: string, ...named: string[]]>([
  ["i18n.configure({ directory: 'locales' })", '/app/locales'],
  ["nunjucks.configure('views')", '/app/views'],
  ["app.use('/docs', serve(__dirname + '/docs'))", '/app/src/docs'],
  ["const root = path.join(__dirname, '..')"],
  ['export const paths = { root: __dirname }', '/app/src'],
  ['fs.readdirSync(__dirname).forEach(load)', '/app/src/**'],
  ["require('./routes')"],
])('while the app loads: %s', (source, ...named) => {
  expect(listNamed(source)).toEqual(named);
});
