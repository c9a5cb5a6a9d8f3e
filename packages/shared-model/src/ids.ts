import { monotonicFactory } from 'ulid';
import type { Ids } from './ports.ts';

/** ULIDs that grow even within one millisecond (https://github.com/ulid/spec). */
export const ulidIds: Ids = { next: /* @__PURE__ */ monotonicFactory() };

const ulidPattern = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

export const isUlid = (text: string): boolean => ulidPattern.test(text);
