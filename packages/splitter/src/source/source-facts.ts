/** What the app's own source says, file by file: plain data, parsed once and asked for every function. */
export interface SourceFacts {
  /** By absolute file. */
  readonly modules: ReadonlyMap<string, ModuleFacts>;
}

export interface ModuleFacts {
  readonly file: string;
  /** Calls by `line:column` of the property that is called, both from 1: how Express's registrations are found in the source. */
  readonly calls: ReadonlyMap<string, Range>;
}

/** UTF-16 code units, as JavaScript counts. */
export interface Range {
  readonly start: number;
  readonly end: number;
}
