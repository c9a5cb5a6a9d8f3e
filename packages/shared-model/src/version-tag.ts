/** A version as HTTP's entity tag (RFC 9110 §8.8.3): always strong. */
export const formatVersionTag = (version: number): string => `"${version}"`;

/** Whether an If-Match value (RFC 9110 §13.1.1) admits a version: `*`, or a list with its tag; weak tags never match. */
export function admitsVersion(ifMatch: string | undefined, version: number): boolean {
  if (ifMatch === undefined || ifMatch.trim() === '*') return true;
  return ifMatch.split(',').some((tag) => tag.trim() === formatVersionTag(version));
}
