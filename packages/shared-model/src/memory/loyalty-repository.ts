import type { Account, Accrual, LedgerEntry } from '../loyalty.ts';
import type { LoyaltyRepository, Posting } from '../loyalty-ports.ts';
import { pageOf } from './page.ts';

/** Accounts held in memory. No write awaits, so each is all or nothing. */
export function createMemoryLoyaltyRepository(): LoyaltyRepository {
  const accounts = new Map<string, Account>();
  const ledgers = new Map<string, LedgerEntry[]>();
  const postings = new Map<string, Posting>();
  const accruals = new Map<string, Accrual>();

  const enter = (customerId: string, entry: LedgerEntry) => {
    const net = (accounts.get(customerId)?.net ?? 0) + entry.points;
    accounts.set(customerId, { customerId, net });
    ledgers.set(customerId, [...(ledgers.get(customerId) ?? []), entry]);
  };

  return {
    findAccount: async (customerId) => accounts.get(customerId),
    openAccount: async (customerId, welcome) => {
      if (!accounts.has(customerId)) enter(customerId, welcome);
      return 'written';
    },
    listEntries: async (customerId, page) => {
      const newestFirst = (ledgers.get(customerId) ?? []).toSorted((a, b) =>
        a.entryId > b.entryId ? -1 : 1,
      );
      return pageOf(newestFirst, ({ entryId }) => entryId, page);
    },
    findPosting: async (customerId, key) => postings.get(keyOf(customerId, key)),
    post: async ({ customerId, key, entry }) => {
      if (postings.has(keyOf(customerId, key))) return 'repeated';
      const account = accounts.get(customerId);
      if (entry && (!account || (entry.points < 0 && account.net + entry.points < 0))) return 'uncovered';
      postings.set(keyOf(customerId, key), { key, points: entry?.points ?? 0 });
      if (entry) enter(customerId, entry);
      return 'written';
    },
    moveAccrual: async ({ customerId, previous, next, entry }) => {
      const key = keyOf(customerId, next.bookingId);
      const stored = accruals.get(key);
      if (stored?.version !== previous?.version) return { stored };
      if (entry && !accounts.has(customerId)) return 'uncovered';
      accruals.set(key, next);
      if (entry) enter(customerId, entry);
      return 'written';
    },
  };
}

const keyOf = (customerId: string, id: string) => JSON.stringify([customerId, id]);
