import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizeTemplates } from './synthesize.ts';

let templates: ReadonlyMap<string, Template>;
beforeAll(() => {
  templates = synthesizeTemplates();
});

const ownLogs = ['logs:CreateLogStream its own log group', 'logs:PutLogEvents its own log group'];
const transact = ['dynamodb:GetItem bookings', 'dynamodb:PutItem bookings', 'dynamodb:UpdateItem bookings'];

/** All that a function may do, apart from its own log lines. A change here is a change of somebody's perimeter. */
const granted: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'Split-Flights': {
    'list-flights': ['dynamodb:Query flights/index/by-day', 'dynamodb:Query flights/index/by-route'],
    'get-flight': ['dynamodb:GetItem flights'],
  },
  'Split-Bookings': {
    'create-booking': transact,
    'list-bookings': ['dynamodb:Query bookings'],
    'get-booking': ['dynamodb:GetItem bookings'],
    'change-booking': transact,
    'cancel-booking': transact,
    'get-availability': ['dynamodb:GetItem bookings'],
    'get-boarding-pass': ['dynamodb:GetItem bookings'],
  },
  Monolith: {
    Lith: [
      ...transact,
      'dynamodb:Query bookings',
      'dynamodb:GetItem flights',
      'dynamodb:Query flights/index/by-day',
      'dynamodb:Query flights/index/by-route',
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
    for (const type of ['AWS::Lambda::Function', 'AWS::IAM::Role', 'AWS::IAM::Policy']) {
      templates.get(stack)?.resourceCountIs(type, functions);
    }
    templates.get(stack)?.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
    for (const { Properties } of Object.values(templates.get(stack)?.findResources('AWS::IAM::Role') ?? {})) {
      expect(Object.keys(Properties).filter((name) => name !== 'RoleName')).toEqual([
        'AssumeRolePolicyDocument',
      ]);
    }
  });

  it.each(Object.keys(granted))('%s has no wildcard in any action or resource', (stack) => {
    expect(
      listRoles(stack).flatMap(({ permissions }) =>
        permissions.filter((permission) => permission.includes('*')),
      ),
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
  if (intrinsic === 'Fn::Join') return (value[1] as unknown[]).map(formatResource).join(value[0]);
  const logicalId = value[0];
  if (logicalId.includes('Logs')) return 'its own log group';
  return logicalId.replace(/Table[0-9A-F]{8}$/, '').toLowerCase();
}
