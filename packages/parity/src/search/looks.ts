import { groupBy } from '../group-by.ts';
import { type Kind, type Operation, succeeds } from './operation.ts';
import type { Choice } from './sequence.ts';

/**
 * With what a sequence ends, so that it need not happen to read what it has damaged: a look at every resource that scenarios read, and by
 * the second player at those that are each one's own.
 */
export function listLooks(operations: readonly Operation[]): Choice[] {
  const reads = operations.filter((operation) => operation.template.method === 'GET' && succeeds(operation));
  const toKinds = (values: readonly { readonly kind: Kind }[]) => values.map(({ kind }) => kind);
  const toResource = ({ template, takes, gives }: Operation) =>
    JSON.stringify([template.path.replace(/\?.*$/s, ''), toKinds(takes), toKinds(gives)]);
  const looks = [...groupBy(reads, toResource).values()].flatMap(([first]) => first ?? []);
  const given = new Set(looks.flatMap(({ gives }) => toKinds(gives)));
  const own = looks.filter(
    ({ template, takes }) => template.as !== undefined && takes.every(({ kind }) => given.has(kind)),
  );
  const look = (actor: number) => (operation: Operation) => ({
    operation,
    variation: 0,
    actor: operation.takes.length > 0 ? 0 : actor,
    back: 0,
    rivals: 0,
  });
  return [...looks.map(look(0)), ...own.map(look(1))];
}
