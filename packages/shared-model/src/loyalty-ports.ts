import type { Account, Accrual, LedgerEntry } from './loyalty.ts';
import type { Page, PageRequest, Stale } from './ports.ts';

/** What was done under a key, with the points that it moved: 0 if it was ruled out. */
export type Posting = { readonly key: string; readonly points: number };

/** An entry that counts once for its key; without an entry the key is used up, and nothing moves. */
export type Movement = {
  readonly customerId: string;
  readonly key: string;
  readonly entry: LedgerEntry | undefined;
};

/** An accrual in the place of an earlier one, and the entry that makes up the difference, if there is any. */
export type AccrualMovement = {
  readonly customerId: string;
  readonly previous: Accrual | undefined;
  readonly next: Accrual;
  readonly entry: LedgerEntry | undefined;
};

/** Accounts and their ledgers, always in balance: an account is the sum of its entries. */
export type LoyaltyRepository = {
  findAccount(customerId: string): Promise<Account | undefined>;
  /** With its first entry; nothing happens where there is an account. */
  openAccount(customerId: string, welcome: LedgerEntry): Promise<'written' | 'contended'>;
  /** Newest first. A position is an entry's id. */
  listEntries(customerId: string, page: PageRequest): Promise<Page<LedgerEntry>>;
  findPosting(customerId: string, key: string): Promise<Posting | undefined>;
  /** `uncovered`: there is no account, or too little in it for a debit. All but `written` write nothing. */
  post(movement: Movement): Promise<'written' | 'repeated' | 'uncovered' | 'contended'>;
  /** Stale: the stored accrual is not `previous`; `uncovered`: there is no account. */
  moveAccrual(movement: AccrualMovement): Promise<'written' | 'uncovered' | 'contended' | Stale<Accrual>>;
};
