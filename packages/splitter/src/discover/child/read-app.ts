import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AppSettings, ExpressApp, Site } from '../../express-app.ts';
import type { ExpressApplication } from './express-objects.ts';
import type { PatchedExpress } from './patch-express.ts';
import { createRouterReader } from './read-router.ts';
import type { Registrations } from './registrations.ts';

export interface AppReaderDeps {
  readonly registrations: Registrations;
  readonly express: PatchedExpress;
  readonly unknownSite: Site;
}

/** The app as Express holds it now. */
export function readApp(
  app: ExpressApplication,
  { registrations, express, unknownSite }: AppReaderDeps,
): Pick<ExpressApp, 'expressVersion' | 'router' | 'settings' | 'lateRegistrations'> {
  const reader = createRouterReader({ registrations, staticRoots: express.staticRoots, unknownSite });
  const router = reader.readApplication(app);
  return {
    expressVersion: express.version ?? 'unknown',
    router,
    settings: readSettings(app, reader.applications),
    lateRegistrations: [...registrations.late.values()],
  };
}

/** Sub-apps count, too: one function may render views of each. */
function readSettings(app: ExpressApplication, all: readonly ExpressApplication[]): AppSettings {
  const views = all.flatMap(({ settings }) => settings.views ?? []).map((view) => resolve(String(view)));
  const viewEngine = [app, ...all].map(({ settings }) => settings['view engine']).find(Boolean);
  const engines = all.flatMap((each) => Object.keys(each.engines)).map((extension) => extension.slice(1));
  return {
    views: [...new Set(views)].filter((directory) => existsSync(directory)).sort(),
    viewEngine: viewEngine === undefined ? undefined : String(viewEngine),
    engines: [...new Set(engines)].sort(),
  };
}
