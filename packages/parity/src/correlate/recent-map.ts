/** A map that remembers so many entries: those which were read or set last. */
export interface RecentMap<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
}

/** As many as a `Map` keeps in a table of 4 MB however often some are replaced; beyond, V8 takes twice the room. */
const mostRecent = 65_536;

/** In the order of a `Map`, to whose end an entry is moved whenever it is read or set. */
export function createRecentMap<Key, Value>(capacity = mostRecent): RecentMap<Key, Value> {
  const entries = new Map<Key, Value>();
  // One iterator for good, because a new one would walk over all that has been deleted.
  const oldest = entries.keys();
  let newest: Key | undefined;
  const putLast = (key: Key, value: Value) => {
    newest = key;
    entries.set(key, value);
  };
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined || key === newest) return value;
      entries.delete(key);
      putLast(key, value);
      return value;
    },
    set(key, value) {
      if (!entries.delete(key) && entries.size === capacity) entries.delete(oldest.next().value as Key);
      putLast(key, value);
    },
  };
}
