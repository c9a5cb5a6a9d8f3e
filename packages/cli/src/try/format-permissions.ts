import type { ManifestFunction } from '@unlith/splitter/manifest';
import { count, formatTable } from '../format-table.ts';
import type { PermissionProof } from './prove-permissions.ts';
import type { TryReport } from './try-report.ts';

/** Of functions that call AWS: what their code could do, what they are granted because they were seen to do it, and the proof. */
export function formatPermissions({ manifest, proof }: Pick<TryReport, 'manifest' | 'proof'>): string {
  const rows = manifest.functions.flatMap(toRows);
  if (rows.length === 0) return '';
  const table = formatTable(
    [{ title: 'function' }, { title: 'could do' }, { title: 'granted, as seen' }, { title: 'on' }],
    rows,
  );
  return proof ? `${table}\n${formatProof(proof)}` : table;
}

/** A row a statement; the function stands in its first. */
function toRows({ name, permissions: { possible, granted } }: ManifestFunction): string[][] {
  if (possible.length + granted.length === 0) return [];
  const [first = ['nothing'], ...more] = granted.map(({ actions, resource }) => [
    actions.join(', '),
    resource,
  ]);
  return [[name, listPossible(possible), ...first], ...more.map((cells) => ['', '', ...cells])];
}

/** A client with every operation as a method has dozens. */
const listPossible = (actions: readonly string[]): string =>
  actions.length > 3 ? count(actions.length, 'action') : actions.join(', ');

function formatProof({ exchanges, findings, denied, durationMs }: PermissionProof): string {
  const refused = denied.map(({ function: name, operation }) => `\n  ${name} was refused ${operation}`);
  return `Played again with these permissions and no others: ${count(exchanges, 'request')}, ${count(findings.length, 'new finding')}, ${count(denied.length, 'refusal')}, ${(durationMs / 1000).toFixed(1)} s${refused.join('')}`;
}
