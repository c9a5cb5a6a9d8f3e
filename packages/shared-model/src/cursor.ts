import { createHash } from 'node:crypto';
import { DomainError } from './domain-error.ts';
import type { Page } from './ports.ts';

/** One page of a list as the APIs answer it. */
export type List<Item> = { readonly items: readonly Item[]; readonly nextCursor: string | null };

/**
 * A cursor is base64url of the list's digest and the position of the page's last item. The digest binds it to one
 * list (a customer's bookings, one search): it is no secret, since a forged position shows nothing new.
 */
const digestBytes = 9;

export function formatCursor(list: readonly unknown[], position: string): string {
  return Buffer.concat([digestOf(list), Buffer.from(position)]).toString('base64url');
}

/** The position in a cursor of this very list; `cursor.invalid` for anything else. */
export function parseCursor(
  list: readonly unknown[],
  cursor: string,
  isPosition: (text: string) => boolean,
): string {
  const position = Buffer.from(cursor, 'base64url').subarray(digestBytes).toString();
  if (!isPosition(position) || formatCursor(list, position) !== cursor) {
    throw new DomainError(
      'cursor.invalid',
      'The cursor does not belong to this list. Start without a cursor.',
    );
  }
  return position;
}

/** A repository's page with the cursor that continues it, or null at the end. */
export function toList<Item>(
  { items, hasMore }: Page<Item>,
  list: readonly unknown[],
  positionOf: (item: Item) => string,
): List<Item> {
  const last = items.at(-1);
  return { items, nextCursor: hasMore && last ? formatCursor(list, positionOf(last)) : null };
}

const digestOf = (list: readonly unknown[]) =>
  createHash('sha256').update(JSON.stringify(list)).digest().subarray(0, digestBytes);
