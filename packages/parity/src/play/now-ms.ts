/** Epoch milliseconds with fractions, which `Date.now` does not have, of a clock that nobody sets meanwhile. */
export const nowMs = (): number => performance.timeOrigin + performance.now();
