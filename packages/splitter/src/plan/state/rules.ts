/**
 * What calls of built-in methods do with objects, and of packages' functions that are known for it. All others are believed to keep,
 * and later call, what they are given, but not to change it.
 */
export interface Rule {
  /** What it is about: what the method is called on, its first argument, or the package that it belongs to. */
  readonly subject: 'self' | 'first' | 'package';
  /** It changes its subject. */
  readonly changes?: true;
  /** All arguments, or what is in them, end up in the subject. */
  readonly keeps?: 'values' | 'contents';
  /** What it comes to. */
  readonly gives?: Gift;
  /** How it calls the functions that it is given: at once with what is in its subject, as `reduce` or `then` does, or whenever it likes. */
  readonly calls?: 'elements' | 'folding' | 'settling' | 'later';
}

/**
 * The subject or something in it; a new list of what is in it (and in what else is given, or one level deeper), of pairs with that,
 * or of what the functions returned that were given (or of what is in that); what these returned; a new iterator.
 */
type Gift =
  | 'subject'
  | 'element'
  | 'copy'
  | 'joined'
  | 'flat'
  | 'pairs'
  | 'results'
  | 'flatResults'
  | 'result'
  | 'iterator';

const own = { subject: 'self' } as const;
const visiting = { ...own, calls: 'elements' } as const;
const changing = { ...own, changes: true } as const;
const given = { subject: 'first' } as const;
const picking = { ...given, calls: 'elements' } as const;
const changingGiven = { ...given, changes: true, keeps: 'contents', gives: 'subject' } as const;

/**
 * Owners, names of methods, rule, the first that fits; `*` stands for the rest of a name. What `new Map()` makes is owned by `Map.prototype`, what
 * `Buffer.alloc(1)` makes by `Buffer.alloc()`; the owner of functions that are packages has no name.
 */
const table: readonly (readonly [owners: string, methods: string, rule: Rule])[] = [
  ['Array.prototype', 'push unshift', { ...changing, keeps: 'values' }],
  ['Array.prototype', 'splice', { ...changing, keeps: 'values', gives: 'copy' }],
  ['Array.prototype', 'fill', { ...changing, keeps: 'values', gives: 'subject' }],
  ['Array.prototype', 'pop shift', { ...changing, gives: 'element' }],
  ['Array.prototype', 'sort reverse copyWithin', { ...changing, calls: 'elements', gives: 'subject' }],
  ['Array.prototype', 'at find findLast', { ...visiting, gives: 'element' }],
  ['Array.prototype', 'filter slice toSorted toReversed toSpliced with', { ...visiting, gives: 'copy' }],
  ['Array.prototype', 'concat', { ...own, gives: 'joined' }],
  ['Array.prototype', 'flat', { ...own, gives: 'flat' }],
  ['Array.prototype', 'map', { ...visiting, gives: 'results' }],
  ['Array.prototype', 'flatMap', { ...visiting, gives: 'flatResults' }],
  ['Array.prototype', 'reduce reduceRight', { ...own, calls: 'folding', gives: 'result' }],
  ['Array.prototype', 'forEach some every findIndex findLastIndex', visiting],
  [
    '*8Array.prototype *ClampedArray.prototype *16Array.prototype *32Array.prototype *64Array.prototype Buffer.*()',
    'set fill sort reverse copyWithin write* swap*',
    { ...changing, gives: 'subject' },
  ],
  [
    'Map.prototype WeakMap.prototype Set.prototype WeakSet.prototype',
    'set add',
    { ...changing, keeps: 'values', gives: 'subject' },
  ],
  ['Map.prototype WeakMap.prototype Set.prototype WeakSet.prototype', 'delete clear', changing],
  ['Map.prototype WeakMap.prototype', 'get', { ...own, gives: 'element' }],
  ['Map.prototype Set.prototype', 'forEach', visiting],
  ['WeakRef.prototype', 'deref', { ...own, gives: 'element' }],
  [
    'Map.prototype Set.prototype Array.prototype',
    'values entries keys @@iterator',
    { ...own, gives: 'iterator' },
  ],
  ['Iterator.prototype', '@@iterator @@asyncIterator', { ...own, gives: 'subject' }],
  ['Iterator.prototype', '*', { ...changing, calls: 'elements', gives: 'copy' }],
  ['DataView.prototype', 'set*', changing],
  ['Buffer.*()', 'copy', { ...given, changes: true }],
  ['crypto', 'randomFill* getRandomValues', { ...given, changes: true, gives: 'subject' }],
  ['crypto.create*()', 'update digest final', { ...changing, gives: 'subject' }],
  ['AbortController.prototype', 'abort', changing],
  ['EventTarget.prototype', 'addEventListener removeEventListener', { ...changing, calls: 'later' }],
  ['stream.*.prototype', 'write push end read pipe destroy unshift', changing],
  [
    'URL.prototype URLSearchParams.prototype Headers.prototype FormData.prototype',
    'append set delete sort',
    changing,
  ],
  ['RegExp.prototype', 'test exec', changing],
  ['Date.prototype', 'set*', changing],
  ['Function.prototype', 'call apply bind', own],
  ['Reflect', 'apply', given],
  ['async_hooks.AsyncLocalStorage.prototype', 'run enterWith getStore', own],
  ['events.prototype events.EventEmitter.prototype', 'emit', own],
  ['Promise.prototype', 'then catch finally', { ...own, calls: 'settling', gives: 'result' }],
  ['Promise', 'resolve all allSettled', { ...given, gives: 'subject' }],
  ['Promise', 'race any', { ...given, gives: 'element' }],
  ['util', 'promisify callbackify deprecate', { ...given, gives: 'subject' }],
  ['', 'Proxy', { ...given, calls: 'later', gives: 'subject' }],
  ['Array', 'from', { ...picking, gives: 'copy' }],
  ['Object', 'assign', changingGiven],
  ['Object', 'freeze seal preventExtensions', { ...given, gives: 'subject' }],
  ['Object', 'values', { ...given, gives: 'copy' }],
  ['Object', 'entries', { ...given, gives: 'pairs' }],
  ['Object', 'fromEntries', { ...given, gives: 'flat' }],
  ['Reflect', 'set deleteProperty', changingGiven],
  ['Atomics', '*', { ...given, changes: true }],
  ['process', 'chdir umask set*', changing],
  // What an answer is made of is only printed.
  ['request', 'json jsonp send', { ...own, gives: 'subject' }],
  [
    'events.prototype events.EventEmitter.prototype eventemitter3.prototype eventemitter3.EventEmitter.prototype mitt()',
    'on once addListener prepend* off remove* setMaxListeners',
    { ...changing, keeps: 'values', calls: 'later', gives: 'subject' },
  ],
  ['events', 'on once', { ...given, changes: true }],
  // What one request sets, all others go by.
  [
    'moment dayjs numeral i18next date-fns luxon.Settings marked marked.marked handlebars nunjucks @faker-js/faker.faker dns lodash',
    'locale* setLocale changeLanguage setDefault* setServers use register* seed uniqueId',
    { subject: 'package', changes: true },
  ],
  ['lodash', 'assign* defaults* extend* merge* set* unset update* fill pull* remove', changingGiven],
  ['lodash', 'find* head first last nth sample get minBy maxBy', { ...picking, gives: 'element' }],
  [
    'lodash',
    'filter reject sortBy orderBy slice take* drop* uniq* shuffle compact concat values',
    { ...picking, gives: 'copy' },
  ],
  ['lodash', 'map flatMap mapValues', { ...picking, gives: 'results' }],
  ['lodash', 'each forEach forOwn some every', picking],
  ['lodash.memoize() lodash.throttle() lodash.debounce() seedrandom()', '()', changing],
  // What they hold is in this process.
  [
    'redux.*() @reduxjs/toolkit.*() zustand.*() zustand.vanilla.*() xstate.*()',
    'dispatch setState send start',
    changing,
  ],
  ['dataloader.prototype', 'load* clear* prime', changing],
  ['moment()', 'add subtract set* startOf endOf utc local locale', { ...changing, gives: 'subject' }],
  [
    'minisearch.prototype fuse.js.prototype flexsearch.*.prototype',
    'add* remove* discard* update* set*',
    changing,
  ],
  ['rate-limiter-flexible.RateLimiterMemory.prototype limiter.*.prototype', '*', changing],
  ['dot-prop object-path fast-json-patch', 'set* del* push insert empty apply*', changingGiven],
  [
    '',
    'deep-extend extend just-extend merge-descriptors object-assign set-value unset-value utils-merge',
    changingGiven,
  ],
];

const compiled = table.map(([owners, methods, rule]) => ({
  owners: toPattern(owners),
  methods: toPattern(methods),
  rule,
}));
const found = new Map<string, Rule | undefined>();

/** `Array.prototype.push`, `lodash.merge` */
export function findRule(path: string): Rule | undefined {
  if (!found.has(path)) {
    const dot = path.lastIndexOf('.');
    const [owner, method] = [path.slice(0, Math.max(dot, 0)), path.slice(dot + 1)];
    found.set(path, compiled.find((row) => row.owners.test(owner) && row.methods.test(method))?.rule);
  }
  return found.get(path);
}

function toPattern(names: string): RegExp {
  const alternatives = names.split(' ').map((name) => name.replace(/[.()]/g, '\\$&').replaceAll('*', '\\w*'));
  return new RegExp(`^(?:${alternatives.join('|')})$`);
}
