import type { Resource } from '../service.ts';

/** One statement of a function's resource policy, as `AWS::Lambda::Permission` adds it. */
export interface Permission {
  /** Name or ARN of the function. */
  readonly functionName: string;
  readonly action: string;
  readonly principal: string;
  readonly sourceArn: string | undefined;
  readonly sourceAccount: string | undefined;
}

export interface Invoker {
  /** `apigateway.amazonaws.com` */
  readonly principal: string;
  readonly sourceArn: string;
  readonly account: string;
}

export function parsePermission(resource: Resource): Permission {
  return {
    functionName: String(resource.property('FunctionName')),
    action: String(resource.property('Action')),
    principal: String(resource.property('Principal')),
    sourceArn: resource.property('SourceArn') as string | undefined,
    sourceAccount: resource.property('SourceAccount') as string | undefined,
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html */
export function allowsInvocation(permission: Permission, invoker: Invoker): boolean {
  return (
    ['lambda:InvokeFunction', 'lambda:*', '*'].includes(permission.action) &&
    permission.principal === invoker.principal &&
    (permission.sourceArn === undefined || matchesArn(permission.sourceArn, invoker.sourceArn)) &&
    (permission.sourceAccount === undefined || permission.sourceAccount === invoker.account)
  );
}

/** `ArnLike`: `*` and `?` stay within one of the six parts, which colons divide. */
function matchesArn(pattern: string, arn: string): boolean {
  const parts = splitArn(arn);
  const patterns = splitArn(pattern);
  return (
    parts.length === patterns.length && patterns.every((part, index) => matches(part, parts[index] ?? ''))
  );
}

function splitArn(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function matches(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|/]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(value);
}
