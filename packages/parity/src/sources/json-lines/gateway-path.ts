/** A path that begins with its stage -> what the app was asked for. The stage stands in the base URL instead. */
export function withoutStage(path: string, stage: string | undefined): string {
  const prefix = `/${stage}`;
  return path === prefix || path.startsWith(`${prefix}/`) ? path.slice(prefix.length) || '/' : path;
}

/** `rawPath` is decoded, whatever its name says: it is encoded again as far as it must be. Slashes that were encoded stay slashes. */
export function encodePath(path: string): string {
  return encodeURI(path.toWellFormed()).replaceAll(/[?#]/g, encodeURIComponent) || '/';
}
