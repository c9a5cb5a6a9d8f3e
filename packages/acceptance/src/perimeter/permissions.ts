import { readTemplate, type Template } from './template.ts';

/** One action on one resource that a function's role allows. */
export interface Permission {
  readonly action: string;
  readonly resource: GrantedResource;
}

/** What a statement's resource refers to, in the terms of the template. */
export type GrantedResource =
  | { readonly kind: 'table'; readonly stack: string; readonly logicalId: string; readonly index?: string }
  | { readonly kind: 'queue' | 'log-group'; readonly stack: string; readonly logicalId: string }
  /** Path of its ARN: stage, method and path, with a star for each path parameter. */
  | { readonly kind: 'private-route'; readonly path: string };

/** A function of a stack, and what its role allows. */
export interface Perimeter {
  readonly stack: string;
  /** Path of its construct in the stack: `create-booking`, `Lith`, `Routes/get-api-flights`. */
  readonly name: string;
  readonly permissions: readonly Permission[];
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** The perimeters of a stack's functions, read from its template. */
export async function listPerimeters(assembly: string, stack: string): Promise<Perimeter[]> {
  const template = await readTemplate(assembly, stack);
  return Object.values(template.Resources).flatMap(({ Type, Properties, Metadata }) => {
    const [, name] =
      /^[^/]+\/(.+)\/Role\/DefaultPolicy\/Resource$/.exec(Metadata?.['aws:cdk:path'] ?? '') ?? [];
    if (Type !== 'AWS::IAM::Policy' || name === undefined) return [];
    const { Statement } = Properties.PolicyDocument as { Statement: readonly Statement[] };
    return [
      {
        stack,
        name,
        permissions: Statement.flatMap((statement) => listPermissions(statement, { stack, template })),
      },
    ];
  });
}

function listPermissions(
  { Action, Resource }: Statement,
  place: { stack: string; template: Template },
): Permission[] {
  const resources = [Resource].flat().map((resource) => toResource(resource, place));
  return [Action].flat().flatMap((action) => resources.map((resource) => ({ action, resource })));
}

function toResource(
  resource: unknown,
  { stack, template }: { stack: string; template: Template },
): GrantedResource {
  const { 'Fn::GetAtt': attribute, 'Fn::Join': join } = resource as {
    'Fn::GetAtt'?: [string, string];
    'Fn::Join'?: [string, unknown[]];
  };
  const last = join?.[1].at(-1);
  if (typeof last === 'string' && last.startsWith('/private/')) return { kind: 'private-route', path: last };
  const first = join?.[1][0] as { 'Fn::GetAtt'?: [string, string] } | undefined;
  const [logicalId] = attribute ?? first?.['Fn::GetAtt'] ?? [];
  if (logicalId === undefined)
    throw new Error(`${stack} grants on ${JSON.stringify(resource)}, which no proof knows`);
  switch (template.Resources[logicalId]?.Type) {
    case 'AWS::DynamoDB::GlobalTable':
      return {
        kind: 'table',
        stack,
        logicalId,
        ...(typeof last === 'string' && { index: last.replace('/index/', '') }),
      };
    case 'AWS::SQS::Queue':
      return { kind: 'queue', stack, logicalId };
    case 'AWS::Logs::LogGroup':
      return { kind: 'log-group', stack, logicalId };
    default:
      throw new Error(`${stack} grants on ${logicalId}, whose type no proof knows`);
  }
}

/** `dynamodb:Query Split-Flights/FlightsTable…/by-day` */
export function formatPermission({ action, resource }: Permission): string {
  if (resource.kind === 'private-route') return `${action} ${resource.path}`;
  const index = resource.kind === 'table' && resource.index ? `/${resource.index}` : '';
  return `${action} ${resource.stack}/${resource.logicalId}${index}`;
}

/** Takes one permission out of a stack's template, and leaves every other as it is. */
export function dropPermission(
  template: Template,
  { stack, name }: Pick<Perimeter, 'stack' | 'name'>,
  permission: Permission,
): void {
  const policy = Object.values(template.Resources).find(
    ({ Metadata }) => Metadata?.['aws:cdk:path'] === toPolicyPath(stack, name),
  );
  const document = policy?.Properties.PolicyDocument as { Statement: Statement[] };
  const dropped = formatPermission(permission);
  document.Statement = document.Statement.flatMap((statement) =>
    [statement.Action].flat().flatMap((Action) =>
      [statement.Resource]
        .flat()
        .filter(
          (Resource) =>
            formatPermission({ action: Action, resource: toResource(Resource, { stack, template }) }) !==
            dropped,
        )
        .map((Resource) => ({ ...statement, Action, Resource })),
    ),
  );
}

const toPolicyPath = (stack: string, name: string) => `${stack}/${name}/Role/DefaultPolicy/Resource`;
