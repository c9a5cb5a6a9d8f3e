import type { Request } from 'express';

/** The query string as Express' simple parser leaves it: no nesting, an array where a name repeats. */
export type Query = Record<string, string | string[] | undefined>;

export type QueryRequest<Params = object> = Request<Params, unknown, unknown, Query>;
