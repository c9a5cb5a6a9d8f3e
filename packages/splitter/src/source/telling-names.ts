/** Names of calls that people make for what they do, even if they keep the result. */
export const acts =
  /^(?:on|once|off|use|all|set|push|unshift|emit|listen|model|plugin|define|config|dispatch|exec|mock|extend)$|^(?:add|apply|append|attach|configure|connect|define|disable|emit|enable|init|install|load|mkdir|mount|override|patch|register|remove|rm|run|schedule|set|setup|start|subscribe|unlink|update|wire|write)(?:[A-Z]\w*)?$/;

/** Called with a function, they call it at once. */
export const callsBack: ReadonlySet<string> = new Set([
  ...['forEach', 'map', 'flatMap', 'filter', 'reduce', 'some', 'every', 'find', 'sort'],
]);

/** Globals whose calls only make values. Printing counts as nothing: no client sees it. */
export const pureGlobals: ReadonlySet<string> = new Set(
  `AbortController Array BigInt Boolean Buffer Date Error Intl JSON Map Math Number Object Promise RangeError RegExp Set String
  Symbol TextDecoder TextEncoder TypeError URL URLSearchParams Uint8Array WeakMap WeakRef WeakSet console decodeURIComponent
  encodeURIComponent isNaN parseFloat parseInt require structuredClone`.split(/\s+/),
);

export const pureOfProcess: ReadonlySet<string> = new Set([
  'cwd',
  'getBuiltinModule',
  'hrtime',
  'memoryUsage',
  'uptime',
]);
