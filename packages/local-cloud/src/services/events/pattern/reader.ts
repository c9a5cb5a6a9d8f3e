/** Whose patterns are read: the rules of a bus, or the filters of a pipe, which know fewer operators. */
export type PatternDialect = 'rule' | 'pipe';

/** What AWS would refuse a pattern for. */
export interface PatternFault {
  /** `$.detail.state[0]` */
  readonly path: string;
  /** `has an unknown operator "prefx"` */
  readonly fault: string;
}

/** Collects what is wrong with one pattern. */
export interface PatternReader {
  readonly dialect: PatternDialect;
  readonly faults: readonly PatternFault[];
  /** Notes a fault; returns `undefined` so that a parser can return it. */
  report(path: string, fault: string): undefined;
}

export function createPatternReader(dialect: PatternDialect): PatternReader {
  const faults: PatternFault[] = [];
  return {
    dialect,
    faults,
    report(path, fault): undefined {
      faults.push({ path, fault });
    },
  };
}
