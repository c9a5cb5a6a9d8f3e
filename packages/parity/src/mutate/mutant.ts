/** Every kind of fault that is planted, and what it means: the one source for reports and documentation. */
export const mutantCatalogue = {
  status: 'answers with another status',
  'field-dropped': 'leaves out a field',
  'field-renamed': 'writes a field under another name',
  'field-added': 'adds a field to an object',
  'type-changed': 'writes a value as another type',
  'value-changed': 'answers another value: another number, text or id, or a time a day later',
  'list-reversed': 'answers a list the other way round',
  'body-cut': 'ends its answer half-way',
  'header-dropped': 'leaves out a header',
  'header-changed': 'sends another value of a header',
  'id-swapped': 'gives the elements of a list each other’s ids',
  'id-reused': 'answers always the id that it answered first',
  'stale-answer': 'answers a request that is made again as it did the time before',
  'write-lost': 'answers as if it had written, and has not',
  'write-doubled': 'writes twice',
} as const;

/** One of the kinds of {@link mutantCatalogue}. */
export type MutantKind = keyof typeof mutantCatalogue;

/** One fault in all answers of one route, or in all its writes. */
export interface Mutant {
  readonly routeKey: string;
  readonly kind: MutantKind;
  /** Places as findings have them, `body:/items/0/price` with `*` for any number, where `*` stands for every element; absent where there is none. */
  readonly where?: string;
}

/** What came of a mutant. */
export interface JudgedMutant extends Mutant {
  /** `killed`: the suite has a finding. `survived`: it has none. `not-applicable`: there is nothing wrong about it here. */
  readonly outcome: 'killed' | 'survived' | 'not-applicable';
  /** Why the suite has no finding, where that is known. */
  readonly reason?: string;
}

/** How good a suite is at finding faults: what came of each that was planted. */
export interface MutationReport {
  /** The same seed plants the same faults. */
  readonly seed: string;
  /** The share of killed among killed and survived; null where there was neither. */
  readonly score: number | null;
  readonly routes: readonly MutationSummary[];
  readonly mutants: readonly JudgedMutant[];
  /** How many mutants were not planted for want of time, or because there were too many. */
  readonly unplanted: number;
}

/** The mutants of one route, counted. */
export interface MutationSummary {
  readonly routeKey: string;
  readonly killed: number;
  readonly survived: number;
  readonly notApplicable: number;
}
