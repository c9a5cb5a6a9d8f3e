import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizeTemplates } from './synthesize.ts';

let templates: ReadonlyMap<string, Template>;
beforeAll(() => {
  templates = synthesizeTemplates();
});

const ownLogs = ['logs:CreateLogStream its own log group', 'logs:PutLogEvents its own log group'];
const onTable = (table: string, ...actions: string[]) =>
  actions.map((action) => `dynamodb:${action} ${table}`);
const write = (table: string) => onTable(table, 'PutItem', 'UpdateItem');
const transact = (table: string) => [...onTable(table, 'GetItem'), ...write(table)];
const consume = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map(
  (action) => `sqs:${action} its own queue`,
);
const debit = 'execute-api:Invoke /private/POST/internal/loyalty/*/debits';
const refund = 'execute-api:Invoke /private/POST/internal/loyalty/*/refunds';

/** All that a function may do, apart from its own log lines. A change here is a change of somebody's perimeter. */
const granted: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'Split-Flights': {
    'list-flights': onTable('flights/index/by-day', 'Query').concat(
      onTable('flights/index/by-route', 'Query'),
    ),
    'get-flight': onTable('flights', 'GetItem'),
  },
  'Split-Loyalty': {
    'get-account': onTable('loyalty', 'GetItem', 'PutItem'),
    'list-entries': onTable('loyalty', 'Query', 'PutItem'),
    'debit-points': transact('loyalty'),
    'refund-points': transact('loyalty'),
    'accrue-points': [...write('loyalty'), ...consume],
  },
  'Split-Bookings': {
    'create-booking': [...transact('bookings'), debit, refund],
    'list-bookings': onTable('bookings', 'Query'),
    'get-booking': onTable('bookings', 'GetItem'),
    'change-booking': [...transact('bookings'), debit, refund],
    'cancel-booking': [...transact('bookings'), refund],
    'get-availability': onTable('bookings', 'GetItem'),
    'get-boarding-pass': onTable('bookings', 'GetItem'),
    'sweep-payments': [
      ...onTable('bookings', 'UpdateItem'),
      ...onTable('bookings/index/pending-payments', 'Query'),
      refund,
    ],
  },
  'Split-Statistics': {
    'get-statistics': onTable('statistics', 'GetItem'),
    'record-statistics': [...write('statistics'), ...consume],
  },
  Monolith: {
    Lith: [
      ...transact('bookings'),
      ...onTable('bookings', 'Query'),
      ...onTable('bookings/index/pending-payments', 'Query'),
      ...onTable('flights', 'GetItem'),
      ...onTable('flights/index/by-day', 'Query'),
      ...onTable('flights/index/by-route', 'Query'),
      ...transact('loyalty'),
      ...onTable('loyalty', 'Query'),
      ...transact('statistics'),
    ],
  },
};

const rows = Object.entries(granted).flatMap(([stack, functions]) =>
  Object.entries(functions).map(([name, statements]) => ({ stack, name, statements })),
);

describe('roles', () => {
  it.each(rows)('$stack/$name may do exactly what it needs', ({ stack, name, statements }) => {
    const role = listRoles(stack).find(({ path }) => path === `${stack}/${name}/Role`);
    expect(role?.permissions.toSorted()).toEqual([...statements, ...ownLogs].toSorted());
  });

  it.each(Object.keys(granted))('%s has one role a function, each with one policy', (stack) => {
    const functions = Object.keys(granted[stack] ?? {}).length;
    templates.get(stack)?.resourceCountIs('AWS::Lambda::Function', functions);
    templates.get(stack)?.resourceCountIs('AWS::IAM::Policy', functions);
    templates.get(stack)?.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
    const roles = templates.get(stack)?.findResources('AWS::IAM::Role', {
      Properties: {
        AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }] },
      },
    });
    expect(Object.keys(roles ?? {})).toHaveLength(functions);
    for (const { Properties } of Object.values(roles ?? {})) {
      expect(Object.keys(Properties).filter((name) => name !== 'RoleName')).toEqual([
        'AssumeRolePolicyDocument',
      ]);
    }
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
  it.each(Object.keys(granted))('%s has no wildcard but in the paths of private routes', (stack) => {
    const permissions = listRoles(stack).flatMap((role) => role.permissions);
    expect(
      permissions.filter((each) => each.includes('*') && !each.startsWith('execute-api:Invoke')),
    ).toEqual([]);
  });
});

interface Policy {
  readonly Metadata: { readonly 'aws:cdk:path': string };
  readonly Properties: { readonly PolicyDocument: { readonly Statement: readonly Statement[] } };
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

function listRoles(stack: string): { path: string; permissions: string[] }[] {
  const policies = Object.values(templates.get(stack)?.findResources('AWS::IAM::Policy') ?? {}) as Policy[];
  return policies.map(({ Metadata, Properties }) => {
    const statements = Properties.PolicyDocument.Statement;
    expect(statements.every(({ Effect }) => Effect === 'Allow')).toBe(true);
    return {
      path: Metadata['aws:cdk:path'].replace(/\/DefaultPolicy\/Resource$/, ''),
      permissions: statements.flatMap(formatPermissions),
    };
  });
}

function formatPermissions({ Action, Resource }: Statement): string[] {
  return [Action]
    .flat()
    .flatMap((action) => [Resource].flat().map((resource) => `${action} ${formatResource(resource)}`));
}

/** `{Fn::GetAtt: [BookingsTable1234, Arn]}` -> `bookings`; joined with `/index/by-day` -> `…/index/by-day`. */
function formatResource(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const [intrinsic, value] = Object.entries(resource as object)[0] as [string, [string, unknown]];
  if (intrinsic === 'Fn::Join') {
    const parts = value[1] as unknown[];
    const last = parts.at(-1);
    return typeof last === 'string' && last.startsWith('/private/')
      ? last
      : parts.map(formatResource).join(value[0]);
  }
  const logicalId = value[0];
  if (logicalId.includes('Logs')) return 'its own log group';
  if (logicalId.includes('subscriptionQueue')) return 'its own queue';
  return logicalId.replace(/Table[0-9A-F]{8}$/, '').toLowerCase();
}
