import { type List, parseCursor, toList } from '../cursor.ts';
import { isUlid } from '../ids.ts';
import { pageQuery } from '../input/fields.ts';
import { parseQuery, type Query } from '../input/parse-input.ts';
import type { LedgerEntry } from '../loyalty.ts';
import type { LoyaltyRepository } from '../loyalty-ports.ts';
import { type LedgerDeps, openAccount } from './open-account.ts';

/** `query`: `limit` (1 to 100, default 20) and `cursor`. */
export type ListEntries = { readonly customerId: string; readonly query: Query };

/** The customer's ledger, newest first. `input.invalid`, `cursor.invalid`, `loyalty.unavailable`. */
export async function listEntries(
  deps: LedgerDeps & { loyalty: Pick<LoyaltyRepository, 'listEntries' | 'openAccount'> },
  { customerId, query }: ListEntries,
): Promise<List<LedgerEntry>> {
  const { limit, cursor } = parseQuery(pageQuery, query);
  const list = ['entries', customerId];
  const after = cursor && parseCursor(list, cursor, isUlid);
  const page = await deps.loyalty.listEntries(customerId, { limit, after });
  if (page.items.length > 0 || after) return toList(page, list, ({ entryId }) => entryId);
  // Even a new account has its welcome.
  await openAccount(deps, customerId);
  return listEntries(deps, { customerId, query });
}
