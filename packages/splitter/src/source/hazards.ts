import type { CallExpression, ImportDeclaration, Node } from 'oxc-parser';
import type { FindingCode } from '../findings/catalogue.ts';
import { isFunction, type ModuleTree } from './module-tree.ts';
import type { Place } from './source-facts.ts';
import { literalText, memberName, toAccessPath, toLoad, unwrap } from './syntax.ts';

/** Packages whose use means that something lives in this very process. Session stores and rate limits are seen at load instead. */
const packages: Readonly<Record<string, FindingCode>> = {
  ...all('split.shared-state', [
    'node-cache',
    'memory-cache',
    'lru-cache',
    'quick-lru',
    'flat-cache',
    'node-persist',
    'p-memoize',
    'memoizee',
    'apicache',
  ]),
  ...all('split.local-database', [
    ...[
      'better-sqlite3',
      'sqlite3',
      'sqlite',
      'sqlite',
      'lowdb',
      'nedb',
      'nedb-promises',
      '@seald-io/nedb',
      'lokijs',
      'level',
      'pouchdb',
    ],
    ...['mongodb-memory-server', 'json-server', 'simple-json-db', 'node-json-db'],
  ]),
  ...all('split.upgrade', ['ws', 'socket.io', 'express-ws', 'websocket', 'faye-websocket', 'sockjs']),
  ...all('split.timer', ['node-cron', 'cron', 'node-schedule', 'bree', 'toad-scheduler', 'agenda']),
  ...all('split.request-rewrite', [
    'connect-history-api-fallback',
    'express-urlrewrite',
    'connect-modrewrite',
    'http-proxy-rules',
  ]),
  ...all('split.route-listing', [
    'express-list-endpoints',
    'express-list-routes',
    'express-routes-catalogue',
    'get-all-routes',
  ]),
  ...all('split.streaming', ['express-sse', 'better-sse', 'sse-express']),
};

const writesFiles =
  /^(?:append|chmod|copyFile|cp$|createWriteStream|mkdir|mkdtemp|rename|rm|symlink|truncate|unlink|utimes|write)/;
const fileModules = new Set(['fs', 'fs/promises', 'fs-extra', 'graceful-fs']);

/** What at this node keeps a route in the lith, if its function can reach it. */
export function listHazards(tree: ModuleTree, node: Node, ancestors: readonly Node[]): readonly Place[] {
  const hazard = (code: FindingCode, what: string): Place => ({
    kind: 'hazard',
    start: node.start,
    code,
    what,
  });
  const inFunction = ancestors.some(isFunction);
  switch (node.type) {
    case 'ImportDeclaration':
      return ofPackage(node.importKind === 'type' ? undefined : (node as ImportDeclaration).source.value).map(
        (code) => hazard(code, `the package ${node.source.value}`),
      );
    case 'Literal':
      return node.value === 'text/event-stream' ? [hazard('split.streaming', 'an event stream')] : [];
    case 'AssignmentExpression':
      if (inFunction && isOfProcess(tree, node.left))
        return [hazard('split.shared-state', `\`${textOf(tree, node.left)}\``)];
      return inFunction && rewrites(tree, node.left)
        ? [hazard('split.request-rewrite', `an assignment to \`${textOf(tree, node.left)}\``)]
        : [];
    case 'UpdateExpression':
      return inFunction && isOfProcess(tree, node.argument)
        ? [hazard('split.shared-state', `\`${textOf(tree, node.argument)}\``)]
        : [];
    case 'CallExpression':
      return [
        ...ofPackage(toLoad(tree, node)).map((code) => hazard(code, `the package ${toLoad(tree, node)}`)),
        ...listCallHazards({ tree, node, ancestors, inFunction }),
        ...(!inFunction && drawsLots(tree, node) && !isInstanceField(ancestors)
          ? [hazard('split.random-at-load', `\`${textOf(tree, node.callee)}()\``)]
          : []),
      ];
    case 'MemberExpression':
      return readsRegistrations(tree, node)
        ? [hazard('split.route-listing', `\`${textOf(tree, node)}\``)]
        : [];
    default:
      return [];
  }
}

interface Call {
  readonly tree: ModuleTree;
  readonly node: CallExpression;
  readonly ancestors: readonly Node[];
  readonly inFunction: boolean;
}

function listCallHazards({ tree, node, ancestors, inFunction }: Call): readonly Place[] {
  const callee = unwrap(node.callee);
  const text = textOf(tree, callee);
  const hazard = (code: FindingCode, what = `\`${text}()\``): readonly Place[] => [
    {
      kind: 'hazard',
      start: callee.type === 'MemberExpression' ? callee.property.start : node.start,
      code,
      what,
    },
  ];
  const method = memberName(callee);
  const [first] = node.arguments;
  if (
    inFunction &&
    /^req(?:uest)?\.app\.(?:set|enable|disable)$/.test(text) &&
    (method !== 'set' || node.arguments.length > 1)
  )
    return hazard('split.shared-state');
  if (inFunction && text === 'setInterval') return hazard('split.timer');
  if (method === 'flushHeaders') return hazard('split.streaming');
  if (method === 'write' && /^res(?:ponse)?\.write$/.test(text) && !endsAnswer(tree, ancestors))
    return hazard('split.streaming');
  if (method === 'on' && first && literalText(first) === 'upgrade')
    return hazard('split.upgrade', 'a listener for upgrades');
  if (inFunction && method && changesFiles(tree, callee, method)) return hazard('split.local-files');
  if (
    inFunction &&
    callee.type === 'Identifier' &&
    writesFiles.test(callee.name) &&
    isImportedFrom(tree, callee, fileModules)
  )
    return hazard('split.local-files');
  if (method === 'diskStorage' || (first && isUploadToDisk(text, first)))
    return hazard('split.local-files', `uploads that \`${text}\` writes`);
  return [];
}

function all(code: FindingCode, names: readonly string[]): Readonly<Record<string, FindingCode>> {
  return Object.fromEntries(names.map((name) => [name, code]));
}

function ofPackage(specifier: string | undefined): readonly FindingCode[] {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier ?? '')?.[0] ?? '';
  const code =
    specifier === 'node:sqlite'
      ? 'split.local-database'
      : Object.hasOwn(packages, name)
        ? packages[name]
        : undefined;
  return code ? [code] : [];
}

/** `req.url = …`, where `req` is a parameter; a changed method only asks that routes of all methods stay together. */
function rewrites(tree: ModuleTree, target: Node): boolean {
  const { root, members } = toAccessPath(target);
  return (
    members.length === 1 &&
    members[0] === 'url' &&
    tree.bindingOf(root)?.kind === 'param' &&
    /^req/.test(textOf(tree, root))
  );
}

/** `globalThis.n`, `process.env.MODE`. */
function isOfProcess(tree: ModuleTree, target: Node): boolean {
  const { root, members } = toAccessPath(target);
  if (root.type !== 'Identifier' || !tree.isGlobal(root)) return false;
  return /^global(?:This)?$/.test(root.name) || (root.name === 'process' && members[0] === 'env');
}

function endsAnswer(tree: ModuleTree, ancestors: readonly Node[]): boolean {
  const outer = ancestors.find(isFunction);
  return (
    outer !== undefined &&
    /\bres(?:ponse)?\.end\(|\bpipe(?:line)?\(/.test(textOf(tree, outer)) &&
    !/\bset(?:Interval|Timeout)\(/.test(textOf(tree, outer))
  );
}

function changesFiles(tree: ModuleTree, callee: Node, method: string): boolean {
  const { root } = toAccessPath(callee);
  return writesFiles.test(method) && isImportedFrom(tree, root, fileModules);
}

const random =
  /^(?:random(?:Bytes|UUID|Int|FillSync)?|generateKey(?:Pair)?(?:Sync)?|getRandomValues|nanoid|ulid|uuid|v[147]|cuid|createId)$/;

/** `randomBytes(32)`, `crypto.randomUUID()`, `Math.random()`, `nanoid()`: another value in every process. */
function drawsLots(tree: ModuleTree, { callee }: CallExpression): boolean {
  const inner = unwrap(callee);
  const name = inner.type === 'Identifier' ? inner.name : memberName(inner);
  if (!name || !random.test(name)) return false;
  const { root } = toAccessPath(inner);
  const binding = tree.bindingOf(root);
  return binding ? tree.isImported(binding) : /^(?:Math|crypto|globalThis)$/.test(textOf(tree, root));
}

/** `class X { id = randomUUID() }`: drawn for each object, not for the module. */
function isInstanceField(ancestors: readonly Node[]): boolean {
  return ancestors.some((ancestor) => ancestor.type === 'PropertyDefinition' && !ancestor.static);
}

/** `app._router`, `app.router.stack`, `router.stack`: the list of what is registered, of which a function has a part. */
function readsRegistrations(tree: ModuleTree, node: Node): boolean {
  const name = memberName(node);
  if (name === '_router') return true;
  return (
    name === 'stack' && node.type === 'MemberExpression' && /router\)?$/i.test(textOf(tree, node.object))
  );
}

function isUploadToDisk(callee: string, argument: Node): boolean {
  if (!/\bmulter$/.test(callee) || argument.type !== 'ObjectExpression') return false;
  return argument.properties.some(
    (property) => property.type === 'Property' && 'name' in property.key && property.key.name === 'dest',
  );
}

/** Whether an identifier was imported or required from one of the modules. */
function isImportedFrom(tree: ModuleTree, root: Node, modules: ReadonlySet<string>): boolean {
  const binding = tree.bindingOf(root);
  const specifier = binding && tree.isImported(binding) ? tree.specifierOf(binding) : undefined;
  return specifier !== undefined && modules.has(specifier.replace(/^node:/, ''));
}

function textOf({ source }: ModuleTree, { start, end }: Node): string {
  return source.slice(start, end);
}
