import type { Home } from '../../source/flow/flow-facts.ts';
import type { Cell } from './cells.ts';
import type { Run } from './things.ts';

/** Where code does something to an object. */
export interface Mention {
  readonly run: Run;
  readonly start: number;
  /** Absent where it is computed: any property. */
  readonly member?: string | undefined;
}

/** What a call hands over and takes. */
export interface Call extends Mention {
  readonly self?: Cell | undefined;
  readonly values: readonly Cell[];
  /** What is spread over further arguments. */
  readonly spread?: Cell | undefined;
  readonly to: Cell;
  /** Tells it from all others of the same run. */
  readonly id: string;
}

/** A call as it is written. */
export interface WrittenCall extends Call {
  readonly constructs: boolean;
  /** Only if what it is called on is not there yet. */
  readonly lazy: boolean;
  /** The first argument, where it is plain text. */
  readonly text?: string | undefined;
  /** The callee. */
  readonly name: string;
  /** Of what it makes. */
  readonly home: Home;
}

/** All that is given. */
export function listValues({ values, spread }: Pick<Call, 'values' | 'spread'>): readonly Cell[] {
  return spread ? [...values, spread] : values;
}
