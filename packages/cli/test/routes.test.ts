import { describe, expect, it } from 'vitest';
import { runHere } from './run-here.ts';
import { fixture } from './run-unlith.ts';

describe('unlith routes', () => {
  it('lists every route with its key and its place', async () => {
    const { code, stdout } = await runHere(['routes', fixture('shop/app.js')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^GET \/items\/:id +GET \/items\/\{id\} +app\.js:9:5/m);
    expect(stdout).toContain('6 routes');
  });

  it('prints all it knows as JSON', async () => {
    const { stdout } = await runHere(['routes', fixture('shop/app.js'), '--json']);
    expect(JSON.parse(stdout).routes[0]).toEqual({
      id: 'GET /items',
      method: 'GET',
      path: '/items',
      routeKeys: ['GET /items', 'HEAD /items'],
      chain: ['jsonParser', '<anonymous>'],
      handlers: ['<anonymous>'],
      mounts: [],
      params: [],
      source: 'app.js:8:5',
      keptBecause: [],
    });
  });

  it.each([
    ['no entry', 'broken/nowhere-at-all.js', 2, 'no file'],
    ['no app', 'broken/no-app.js', 2, 'no-app.js'],
    ['an app that throws', 'broken/throws.js', 3, 'no database'],
    ['an app that exits', 'broken/exits.js', 3, 'exits.js'],
    ['an import that leads nowhere', 'broken/unresolved.js', 3, 'nowhere.js'],
  ])('has one sentence for %s', async (_, entry, code, mention) => {
    const outcome = await runHere(['routes', fixture(entry)]);
    expect(outcome).toEqual({ code, stdout: '', stderr: expect.stringContaining(mention) });
    expect(outcome.stderr).not.toMatch(/^ +at .*packages\/(cli|splitter)\/src/m);
  });
});
