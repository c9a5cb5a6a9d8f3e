import type { Node } from 'oxc-parser';
import type { FindingCode } from '../../findings/catalogue.ts';
import type { ModuleTree } from '../module-tree.ts';
import { toLoad } from '../syntax.ts';
import { type FindHazards, hazardAt } from './spot.ts';

/**
 * Packages whose use means that something lives in this very process. Stores that express-session and express-rate-limit bring along are
 * seen at load instead.
 */
const byCode: Partial<Record<FindingCode, string>> = {
  'split.shared-state': `
    apicache async-lock async-mutex async-sema bottleneck cache-manager cacheable denque express-api-cache
    express-bouncer express-brute express-expeditious express-prom-bundle express-status-monitor fast-memoize
    flat-cache graphql-subscriptions @isaacs/ttlcache keyv lru-cache lru_map mem memoize memoize-one memoizee
    memory-cache micro-memoize mnemonist moize nconf node-cache node-persist opossum outcache p-limit p-memoize
    p-queue p-throttle prom-client quick-lru route-cache swagger-stats tiny-lru yallist`,
  'split.child-process': 'piscina threads tinypool workerpool',
  'split.local-database': `
    alasql better-sqlite3 better-sqlite3-session-store classic-level connect-loki connect-sqlite3 duckdb
    @duckdb/node-api @electric-sql/pglite ioredis-mock json-server level lmdb lokijs lowdb mongodb-memory-server
    nedb nedb-promises node-json-db node:sqlite pg-mem pouchdb redis-mock rocksdb @seald-io/nedb simple-json-db
    sql.js sqlite sqlite3 tingodb`,
  'split.memory-session': 'memorystore session-memory-store',
  'split.local-files': `
    conf configstore jsonfile node-localstorage session-file-store steno write-file-atomic`,
  'split.upgrade': 'express-ws',
  'split.timer': 'agenda bree cron node-cron node-schedule toad-scheduler',
  'split.request-rewrite':
    'connect-history-api-fallback connect-modrewrite express-urlrewrite http-proxy-rules',
  'split.route-listing': 'express-list-endpoints express-list-routes express-routes-catalogue get-all-routes',
  'split.streaming': 'better-sse express-sse sse-channel sse-express sse-pubsub',
};

const codes: ReadonlyMap<string, FindingCode> = new Map(
  Object.entries(byCode).flatMap(([code, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, code as FindingCode] as const),
  ),
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
