import { describe, expect, it } from 'vitest';
import type { Accrual, LedgerEntry, LoyaltyRepository, Stale } from '../src/index.ts';
import { countingIds, now } from './airline.ts';

const ids = countingIds();
const customerId = 'customer-1';
const bookingId = ids.next();
const enter = (kind: LedgerEntry['kind'], points: number): LedgerEntry => ({
  entryId: ids.next(),
  kind,
  points,
  bookingId: kind === 'welcome' ? null : bookingId,
  createdAt: now.toISOString(),
});

/** What every loyalty repository must do. `create` makes one without accounts. */
export function describeLoyaltyRepository(create: () => Promise<LoyaltyRepository>): void {
  /** An account of 100 points, and the entries that it starts with. */
  const withAccount = async () => {
    const repository = await create();
    const welcome = enter('welcome', 100);
    await repository.openAccount(customerId, welcome);
    return { repository, welcome };
  };
  const ledger = async (repository: LoyaltyRepository) =>
    (await repository.listEntries(customerId, { limit: 100 })).items;
  /** What is stored is told to whoever takes it for something else. */
  const accrualOf = async (repository: LoyaltyRepository) => {
    const previous = { bookingId, version: -1, points: 0 };
    const movement = { customerId, previous, next: previous, entry: undefined };
    return (await repository.moveAccrual(movement)) as Stale<Accrual>;
  };
  const netOf = async (repository: LoyaltyRepository) => (await repository.findAccount(customerId))?.net;

  describe('loyalty repository: account', () => {
    it('knows nobody at first', async () => {
      const repository = await create();
      expect(await repository.findAccount(customerId)).toBeUndefined();
      expect(await repository.findPosting(customerId, 'key')).toBeUndefined();
      expect(await accrualOf(repository)).toEqual({ stored: undefined });
      expect(await repository.listEntries(customerId, { limit: 9 })).toEqual({ items: [], hasMore: false });
    });

    it('opens an account once, with its welcome', async () => {
      const { repository, welcome } = await withAccount();
      expect(await repository.openAccount(customerId, enter('welcome', 100))).toBe('written');
      expect(await repository.findAccount(customerId)).toEqual({ customerId, net: 100 });
      expect(await ledger(repository)).toEqual([welcome]);
    });

    it('shows an account to its customer alone', async () => {
      const { repository } = await withAccount();
      await repository.post({ customerId, key: 'key', entry: enter('debit', -1) });
      expect(await repository.findAccount('customer-2')).toBeUndefined();
      expect(await repository.findPosting('customer-2', 'key')).toBeUndefined();
      expect((await repository.listEntries('customer-2', { limit: 9 })).items).toEqual([]);
    });
  });

  describe('loyalty repository: post', () => {
    it.each([
      ['a debit', 'debit', -30, 70],
      ['a debit of everything', 'debit', -100, 0],
      ['a refund', 'refund', 30, 130],
    ] as const)('moves the account with its ledger: %s', async (_name, kind, points, net) => {
      const { repository, welcome } = await withAccount();
      const entry = enter(kind, points);
      expect(await repository.post({ customerId, key: 'key', entry })).toBe('written');
      expect(await repository.findPosting(customerId, 'key')).toEqual({ key: 'key', points });
      expect(await ledger(repository)).toEqual([entry, welcome]);
      expect(await netOf(repository)).toBe(net);
    });

    it('moves nothing under a key that was used, whatever is asked for', async () => {
      const { repository } = await withAccount();
      await repository.post({ customerId, key: 'key', entry: enter('debit', -30) });
      for (const points of [-30, -1000, 50]) {
        const movement = { customerId, key: 'key', entry: enter('refund', points) };
        expect(await repository.post(movement)).toBe('repeated');
      }
      expect(await repository.findPosting(customerId, 'key')).toEqual({ key: 'key', points: -30 });
      expect(await netOf(repository)).toBe(70);
      expect(await ledger(repository)).toHaveLength(2);
    });

    it('refuses to take more than there is, and leaves the key unused', async () => {
      const { repository, welcome } = await withAccount();
      const movement = { customerId, key: 'key', entry: enter('debit', -101) };
      expect(await repository.post(movement)).toBe('uncovered');
      expect(await repository.findPosting(customerId, 'key')).toBeUndefined();
      expect(await ledger(repository)).toEqual([welcome]);
      expect(await repository.post({ ...movement, entry: enter('debit', -100) })).toBe('written');
    });

    it.each([
      ['debit', -1],
      ['refund', 1],
    ] as const)('refuses a %s where there is no account', async (kind, points) => {
      const repository = await create();
      expect(await repository.post({ customerId, key: 'key', entry: enter(kind, points) })).toBe('uncovered');
      expect(await repository.findPosting(customerId, 'key')).toBeUndefined();
      expect(await ledger(repository)).toEqual([]);
    });

    it('rules a key out without an entry, with or without an account', async () => {
      const repository = await create();
      expect(await repository.post({ customerId, key: 'key', entry: undefined })).toBe('written');
      expect(await repository.findPosting(customerId, 'key')).toEqual({ key: 'key', points: 0 });
      await repository.openAccount(customerId, enter('welcome', 100));
      expect(await repository.post({ customerId, key: 'key', entry: enter('debit', -1) })).toBe('repeated');
      expect(await netOf(repository)).toBe(100);
    });

    it('never takes a point twice', async () => {
      const { repository } = await withAccount();
      const take = (index: number) =>
        repository.post({ customerId, key: `key-${index}`, entry: enter('debit', -30) });
      const outcomes = await Promise.all(Array.from({ length: 10 }, (_, index) => take(index)));
      const written = outcomes.filter((outcome) => outcome === 'written').length;
      expect(written).toBeGreaterThan(0);
      expect(await netOf(repository)).toBe(100 - 30 * written);
      expect(await ledger(repository)).toHaveLength(1 + written);
    });
  });

  describe('loyalty repository: accrual', () => {
    const first = { bookingId, version: 1, points: 500 };
    const second = { bookingId, version: 2, points: 0 };

    it('keeps what a booking has earned, and moves by the difference', async () => {
      const { repository, welcome } = await withAccount();
      const [earned, lost] = [enter('accrual', 500), enter('accrual', -500)];
      const accrue = { customerId, previous: undefined, next: first, entry: earned };
      expect(await repository.moveAccrual(accrue)).toBe('written');
      expect(await accrualOf(repository)).toEqual({ stored: first });
      expect(await netOf(repository)).toBe(600);
      const revise = { customerId, previous: first, next: second, entry: lost };
      expect(await repository.moveAccrual(revise)).toBe('written');
      expect(await accrualOf(repository)).toEqual({ stored: second });
      expect(await ledger(repository)).toEqual([lost, earned, welcome]);
      expect(await netOf(repository)).toBe(100);
    });

    it('takes back what was earned though it is spent: the account falls below zero', async () => {
      const { repository } = await withAccount();
      const entry = enter('accrual', 500);
      await repository.moveAccrual({ customerId, previous: undefined, next: first, entry });
      await repository.post({ customerId, key: 'key', entry: enter('debit', -600) });
      const revise = { customerId, previous: first, next: second, entry: enter('accrual', -500) };
      expect(await repository.moveAccrual(revise)).toBe('written');
      expect(await netOf(repository)).toBe(-500);
      expect(await repository.post({ customerId, key: 'more', entry: enter('debit', -1) })).toBe('uncovered');
    });

    it.each([
      ['there is one by now', undefined],
      ['it is another version', { ...first, version: 7 }],
    ])('refuses what was decided on another accrual, and tells which it is: %s', async (_name, previous) => {
      const { repository } = await withAccount();
      const entry = enter('accrual', 500);
      await repository.moveAccrual({ customerId, previous: undefined, next: first, entry });
      const revise = { customerId, previous, next: second, entry: enter('accrual', -500) };
      expect(await repository.moveAccrual(revise)).toEqual({ stored: first });
      expect(await accrualOf(repository)).toEqual({ stored: first });
      expect(await netOf(repository)).toBe(600);
      expect(await ledger(repository)).toHaveLength(2);
    });

    it('refuses what was decided on an accrual where there is none', async () => {
      const { repository } = await withAccount();
      const revise = { customerId, previous: first, next: second, entry: enter('accrual', -500) };
      expect(await repository.moveAccrual(revise)).toEqual({ stored: undefined });
      expect(await netOf(repository)).toBe(100);
    });

    it('earns once, however many earn at the same time', async () => {
      const { repository } = await withAccount();
      const accrue = () =>
        repository.moveAccrual({
          customerId,
          previous: undefined,
          next: first,
          entry: enter('accrual', 500),
        });
      const outcomes = await Promise.all(Array.from({ length: 10 }, accrue));
      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
      expect(await netOf(repository)).toBe(600);
      expect(await ledger(repository)).toHaveLength(2);
    });

    it('earns nothing where there is no account', async () => {
      const repository = await create();
      const accrue = { customerId, previous: undefined, next: first, entry: enter('accrual', 500) };
      expect(await repository.moveAccrual(accrue)).toBe('uncovered');
      expect(await accrualOf(repository)).toEqual({ stored: undefined });
      expect(await ledger(repository)).toEqual([]);
    });

    it('remembers a version that moves nothing, even without an account', async () => {
      const repository = await create();
      const accrue = { customerId, previous: undefined, next: second, entry: undefined };
      expect(await repository.moveAccrual(accrue)).toBe('written');
      expect(await accrualOf(repository)).toEqual({ stored: second });
      expect(await repository.findAccount(customerId)).toBeUndefined();
    });
  });

  describe('loyalty repository: list', () => {
    it('pages through the entries of a customer, newest first, and through nothing else', async () => {
      const { repository, welcome } = await withAccount();
      const entries = [welcome];
      for (const key of ['key-1', 'key-2', 'key-3']) {
        const entry = enter('debit', -1);
        await repository.post({ customerId, key, entry });
        entries.unshift(entry);
      }
      const next = { bookingId, version: 1, points: 0 };
      await repository.moveAccrual({ customerId, previous: undefined, next, entry: undefined });
      const firstPage = await repository.listEntries(customerId, { limit: 2 });
      expect(firstPage).toEqual({ items: entries.slice(0, 2), hasMore: true });
      const after = entries[1]?.entryId;
      const secondPage = await repository.listEntries(customerId, { limit: 2, after });
      expect(secondPage).toEqual({ items: entries.slice(2), hasMore: false });
    });
  });
}
