import MagicString from 'magic-string';
import { parseSync } from 'oxc-parser';
import type { ExpressApp, Registration, Site } from '../../src/express-app.ts';
import { planSplit } from '../../src/plan/plan-split.ts';
import { parseModule } from '../../src/source/read-sources.ts';
import type { SourceFacts } from '../../src/source/source-facts.ts';
import type { SplitOptions, SplitPlan } from '../../src/split-plan.ts';

/** Files below `/app`, of which `app.js` or `app.ts` is the entry; `app.get('/a', …)` and the like are its registrations. */
export type Files = Readonly<Record<string, string>>;

const registration =
  /\b(?:app|router|api)\.(?<method>get|post|put|delete|use)\((?:'(?<path>[^']*)')?(?:,\s*(?<mounted>\w+Router))?/g;

/** Registers what stands in the files as Express would: `app.use('/x', thingRouter)` mounts what the file `thing.js` registers. */
export function toApp(files: Files, given: Partial<ExpressApp> = {}): ExpressApp {
  const entry = `/app/${Object.keys(files).find((name) => /^app\.[jt]s$/.test(name))}`;
  const registrationsOf = (name: string): Registration[] =>
    [...(files[name] ?? '').matchAll(registration)].map(({ index, groups = {}, 0: text }): Registration => {
      const site = locate(`/app/${name}`, files[name] ?? '', index + text.indexOf('.') + 1);
      const { method = '', path = '/', mounted } = groups;
      if (method !== 'use') return { kind: 'route', site, method: method.toUpperCase(), path, handlers: [] };
      const handler = { name: mounted ? 'router' : 'middleware', handlesErrors: false };
      const file = Object.keys(files).find(
        (each) => mounted && each.startsWith(`${mounted.replace('Router', '')}.`),
      );
      const router = file && {
        mounted: { strict: false, caseSensitive: false, registrations: registrationsOf(file) },
      };
      return { kind: 'use', site, path, handler, ...router };
    });
  return {
    root: '/app',
    entry,
    export: { kind: 'value', name: 'default' },
    expressVersion: '5.3.0',
    router: {
      strict: false,
      caseSensitive: false,
      registrations: registrationsOf(entry.slice('/app/'.length)),
    },
    settings: { views: [], viewEngine: undefined, engines: [] },
    modules: Object.keys(files).map((name) => `/app/${name}`),
    dynamicRequires: [],
    effects: [],
    reads: [],
    lateRegistrations: [],
    ...given,
  };
}

export function toFacts(app: ExpressApp, files: Files): SourceFacts {
  const sites = listSites(app.router.registrations);
  const resolver = {
    resolve: (_from: string, specifier: string) =>
      ['', '.js', '.ts']
        .map((extension) => `/app/${specifier.replace(/^\.\//, '')}${extension}`)
        .find((file) => app.modules.includes(file)),
  };
  const modules = Object.entries(files).map(([name, source]) => {
    const file = `/app/${name}`;
    return parseModule({ file, source, root: '/app', sites: sites.get(file) ?? new Set() }, resolver);
  });
  return { modules: new Map(modules.map((facts) => [facts.file, facts])), files: new Map() };
}

export function planFiles(
  files: Files,
  options: Partial<SplitOptions> = {},
  given: Partial<ExpressApp> = {},
): SplitPlan {
  const app = toApp(files, given);
  return planSplit(app, toFacts(app, files), {
    layout: { kind: 'per-route' },
    accept: [],
    shake: 'packages',
    keepImports: [],
    ...options,
  });
}

/** What is left of each file in the function that serves the route, without empty lines. */
export function sourcesOf(plan: SplitPlan, files: Files, route: string): Readonly<Record<string, string>> {
  const planned = plan.functions.find(({ kind, routes }) => kind === 'extracted' && routes.includes(route));
  const left = (planned?.modules ?? []).map((file) => {
    const text = new MagicString(files[file.slice('/app/'.length)] ?? '');
    for (const { start, end, replacement } of planned?.cuts.get(file) ?? []) {
      if (replacement) text.overwrite(start, end, replacement);
      else text.remove(start, end);
    }
    const [error] = parseSync(file, text.toString()).errors;
    if (error) throw new Error(`${file} cannot be parsed any more: ${error.message}\n${text}`);
    return [
      file.slice('/app/'.length),
      text
        .toString()
        .replace(/\n\s*\n+/g, '\n')
        .trim(),
    ];
  });
  return Object.fromEntries(left);
}

function listSites(registrations: readonly Registration[]): ReadonlyMap<string, Set<string>> {
  const sites = new Map<string, Set<string>>();
  for (const each of registrations) {
    const { file, line, column } = each.site;
    sites.set(file, (sites.get(file) ?? new Set()).add(`${line}:${column}`));
    if (each.kind !== 'use' || !each.mounted) continue;
    for (const [below, found] of listSites(each.mounted.registrations))
      sites.set(below, new Set([...(sites.get(below) ?? []), ...found]));
  }
  return sites;
}

function locate(file: string, source: string, offset: number): Site {
  const before = source.slice(0, offset).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
