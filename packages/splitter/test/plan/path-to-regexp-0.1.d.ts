declare module 'path-to-regexp-0.1' {
  /** What Express 4 matches with; it has no types of its own. */
  export default function pathToRegexp(
    path: string,
    keys: object[],
    options: { readonly end: boolean },
  ): RegExp;
}
