import type { ManifestCommand } from '../manifest/manifest.ts';
import { listActions } from './actions.ts';

const commandModule = /^node_modules\/(@aws-sdk\/client-[a-z0-9-]+)\/dist-es\/commands\/(\w+)Command\.js$/;

/** Endpoint discovery brings it into every client of DynamoDB, and never sends it. */
const neverSent: ReadonlySet<string> = new Set(['@aws-sdk/client-dynamodb DescribeEndpoints']);

/** The AWS SDK's commands of which something is left in a bundle, by its modules' names. */
export function listCommands(modules: readonly { readonly path: string }[]): ManifestCommand[] {
  return modules
    .flatMap(({ path }) => {
      const [, client, operation] = commandModule.exec(path) ?? [];
      if (!client || !operation || neverSent.has(`${client} ${operation}`)) return [];
      return { package: client, command: `${operation}Command`, actions: listActions(client, operation) };
    })
    .sort((a, b) => (`${a.package} ${a.command}` < `${b.package} ${b.command}` ? -1 : 1));
}

/** `DynamoDB.js` of the one, `DynamoDBDocument.js` of the other. */
const aggregatedClient =
  /^node_modules\/(@aws-sdk\/(?:client-[a-z0-9-]+(?=\/dist-es\/[A-Z]\w*(?<!Client)\.js$)|lib-dynamodb(?=\/dist-es\/DynamoDBDocument\.js$)))/;

/** Packages of which a bundle has the client with every operation as a method, which keeps every command alive. */
export function listAggregatedClients(modules: readonly { readonly path: string }[]): string[] {
  return [...new Set(modules.flatMap(({ path }) => aggregatedClient.exec(path)?.[1] ?? []))].sort();
}
