import { relative, sep } from 'node:path';
import type { ExpressApp, RouteRow, SplitPlan } from '@unlith/splitter';

/** A route as `unlith routes` prints it: how Express has it, and what the plan makes of it. */
export interface ListedRoute extends Omit<RouteRow, 'site'> {
  /** `GET /api/bookings/:bookingId` */
  readonly id: string;
  readonly routeKeys: readonly string[];
  /** `src/routes/bookings.ts:12:10` */
  readonly source: string;
  /** Codes of findings. */
  readonly keptBecause: readonly string[];
}

/** Both lists are in the order in which Express asks the routes. */
export function toListedRoutes(
  { root }: Pick<ExpressApp, 'root'>,
  rows: readonly RouteRow[],
  planned: SplitPlan['routes'],
): ListedRoute[] {
  return rows.map(({ site, ...row }, index) => ({
    id: planned[index]?.id ?? `${row.method} ${row.path}`,
    ...row,
    routeKeys: planned[index]?.routeKeys ?? [],
    source: `${relative(root, site.file).split(sep).join('/')}:${site.line}:${site.column}`,
    keptBecause: planned[index]?.keptBecause ?? [],
  }));
}
