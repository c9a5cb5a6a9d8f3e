import type { Node } from 'oxc-parser';
import type { FindingCode } from '../../findings/catalogue.ts';
import type { ModuleTree } from '../module-tree.ts';
import { toLoad } from '../syntax.ts';
import { type FindHazards, hazardAt } from './spot.ts';

/** Packages whose use means that something lives in this very process. Session stores and rate limits are seen at load instead. */
const byCode: readonly (readonly [FindingCode, string])[] = [
  ['split.shared-state', 'apicache flat-cache lru-cache memory-cache node-cache node-persist quick-lru'],
  ['split.shared-state', 'fast-memoize mem memoize memoize-one memoizee micro-memoize moize p-memoize'],
  ['split.shared-state', '@isaacs/ttlcache cache-manager cacheable keyv lru_map tiny-lru'],
  ['split.shared-state', 'async-lock async-mutex async-sema bottleneck opossum p-limit p-queue p-throttle'],
  [
    'split.shared-state',
    'denque express-bouncer express-brute graphql-subscriptions mnemonist nconf yallist',
  ],
  ['split.shared-state', 'express-api-cache express-expeditious outcache route-cache'],
  ['split.shared-state', 'express-prom-bundle express-status-monitor prom-client swagger-stats'],
  ['split.child-process', 'piscina threads tinypool workerpool'],
  [
    'split.local-database',
    'better-sqlite3 level lokijs lowdb mongodb-memory-server nedb nedb-promises node:sqlite',
  ],
  ['split.local-database', 'json-server node-json-db pouchdb @seald-io/nedb simple-json-db sqlite sqlite3'],
  ['split.local-database', '@duckdb/node-api @electric-sql/pglite alasql duckdb ioredis-mock lmdb pg-mem'],
  ['split.local-database', 'classic-level redis-mock rocksdb sql.js tingodb'],
  ['split.memory-session', 'memorystore session-memory-store'],
  ['split.local-database', 'better-sqlite3-session-store connect-loki connect-sqlite3'],
  [
    'split.local-files',
    'conf configstore jsonfile node-localstorage session-file-store steno write-file-atomic',
  ],
  ['split.upgrade', 'express-ws'],
  ['split.timer', 'agenda bree cron node-cron node-schedule toad-scheduler'],
  [
    'split.request-rewrite',
    'connect-history-api-fallback connect-modrewrite express-urlrewrite http-proxy-rules',
  ],
  [
    'split.route-listing',
    'express-list-endpoints express-list-routes express-routes-catalogue get-all-routes',
  ],
  ['split.streaming', 'better-sse express-sse sse-channel sse-express sse-pubsub'],
];

const codes: ReadonlyMap<string, FindingCode> = new Map(
  byCode.flatMap(([code, names]) => names.split(' ').map((name) => [name, code] as const)),
);

export const findPackages: FindHazards = ({ tree, node }) => {
  const specifier = findSpecifier(tree, node);
  const [name = ''] = /^(?:@[^/]+\/)?[^/]+/.exec(specifier ?? '') ?? [];
  const code = codes.get(name);
  return code ? [hazardAt(node, code, `the package ${specifier}`)] : [];
};

function findSpecifier(tree: ModuleTree, node: Node): string | undefined {
  if (node.type === 'ImportDeclaration') return node.importKind === 'type' ? undefined : node.source.value;
  return node.type === 'CallExpression' ? toLoad(tree, node) : undefined;
}
