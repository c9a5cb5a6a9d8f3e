import { type Problem, refuse } from '../../cloud-error.ts';
import type { Resource } from '../service.ts';
import { tableName } from './table.ts';
import { planTable, type TablePlan } from './table-plan.ts';

/** A plan, and the construct path of its table for errors. */
export interface PlannedTable {
  readonly place: string;
  readonly plan: TablePlan;
}

/** Plans all tables. Throws one `CloudError` that lists what cannot be done. */
export function planTables(resources: readonly Resource[]): PlannedTable[] {
  const problems = findSameNames(resources);
  const plans = resources.map((resource) => ({
    place: resource.constructPath,
    plan: planTable(resource, problems),
  }));
  refuse(problems);
  return plans;
}

/** The database has one region and one account: there, two tables of one name would be one. */
function findSameNames(resources: readonly Resource[]): Problem[] {
  const places = new Map<string, string>();
  return resources.flatMap((resource) => {
    const name = tableName(resource);
    const other = places.get(name);
    places.set(name, resource.constructPath);
    if (other === undefined) return [];
    const message = `the table name ${name} is taken by ${other}.`;
    const nextStep = 'Leave TableName out, so that each table gets a name of its own.';
    return [{ code: 'dynamodb.same-name', message, place: resource.constructPath, nextStep }];
  });
}
