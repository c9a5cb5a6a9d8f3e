/** A map that remembers at least so many entries as its capacity says: those which were read or set last. */
export interface RecentMap<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
}

/** In two generations: when the younger is full the elder is forgotten, save for what has been read since. */
export function createRecentMap<Key, Value>(capacity: number): RecentMap<Key, Value> {
  let [younger, elder] = [new Map<Key, Value>(), new Map<Key, Value>()];
  const set = (key: Key, value: Value) => {
    if (younger.size === capacity) [younger, elder] = [new Map(), younger];
    younger.set(key, value);
  };
  return {
    get(key) {
      const value = younger.get(key);
      if (value !== undefined || elder.size === 0) return value;
      const rescued = elder.get(key);
      if (rescued !== undefined) set(key, rescued);
      return rescued;
    },
    set,
  };
}
