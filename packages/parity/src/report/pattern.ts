/** Matches texts by a pattern in which `*` stands for any text; without one, all. */
export function toPattern(pattern = '*'): RegExp {
  const source = pattern.split('*').map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`, 's');
}
