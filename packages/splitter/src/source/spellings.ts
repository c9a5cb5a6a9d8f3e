/** Paths by which a module may be asked for: itself, without its extension, with that of what it compiles to, as its directory. */
export function listSpellings(file: string): readonly string[] {
  const spellings = [
    file,
    file.replace(/\.(?:[cm]?[jt]sx?|json)$/, ''),
    file.replace(/\.([cm]?)tsx?$/, '.$1js'),
    file.replace(/\/index\.[cm]?[jt]sx?$/, ''),
  ];
  return [...new Set(spellings)];
}
