/**
 * Resolves CloudFormation's intrinsic functions inside any JSON value.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export interface Scope {
  ref(name: string): unknown;
  getAtt(logicalId: string, attribute: string): unknown;
  importValue(exportName: string): unknown;
  stackOutput(stackName: string, outputName: string): unknown;
  findInMap(map: string, topLevelKey: string, secondLevelKey: string): unknown;
  condition(name: string): boolean;
  /** Turns AWS's addresses inside a resolved text into the ones that stand in for them. */
  localize(text: string): string;
}

/** `AWS::NoValue`: whatever holds it leaves it out. */
export const noValue = Symbol('AWS::NoValue');

type Resolve = (argument: unknown, scope: Scope) => unknown;

const intrinsics: Readonly<Record<string, Resolve>> = {
  Ref: (name, scope) => scope.ref(String(name)),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId, ...attribute] =
      typeof argument === 'string' ? argument.split('.') : list(argument, scope);
    return scope.getAtt(String(logicalId), attribute.join('.'));
  },
  'Fn::Join': (argument, scope) => {
    const [separator, values] = list(argument, scope);
    return (values as unknown[]).map(text).join(String(separator));
  },
  'Fn::Split': (argument, scope) => {
    const [separator, value] = list(argument, scope);
    return text(value).split(String(separator));
  },
  'Fn::Select': (argument, scope) => {
    const [index, values] = list(argument, scope);
    return (values as unknown[])[Number(index)];
  },
  'Fn::Sub': (argument, scope) => {
    const [pattern, variables] = Array.isArray(argument) ? argument : [argument, {}];
    return substitute(String(pattern), resolveIntrinsics(variables, scope) as Record<string, unknown>, scope);
  },
  'Fn::ImportValue': (argument, scope) => scope.importValue(text(resolveIntrinsics(argument, scope))),
  'Fn::GetStackOutput': (argument, scope) => {
    const { StackName, OutputName } = resolveIntrinsics(argument, scope) as Record<string, unknown>;
    return scope.stackOutput(text(StackName), text(OutputName));
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = list(argument, scope);
    return scope.findInMap(text(map), text(first), text(second));
  },
  'Fn::If': (argument, scope) => {
    const [name, whenTrue, whenFalse] = argument as unknown[];
    return resolveIntrinsics(scope.condition(String(name)) ? whenTrue : whenFalse, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(argument, scope);
    return text(left) === text(right);
  },
  'Fn::And': (argument, scope) => (argument as unknown[]).every((part) => evaluateCondition(part, scope)),
  'Fn::Or': (argument, scope) => (argument as unknown[]).some((part) => evaluateCondition(part, scope)),
  'Fn::Not': (argument, scope) => !evaluateCondition((argument as unknown[])[0], scope),
};

export function resolveIntrinsics(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return scope.localize(value);
  if (Array.isArray(value)) {
    return value.map((item) => resolveIntrinsics(item, scope)).filter((item) => item !== noValue);
  }
  if (typeof value !== 'object' || value === null) return value;
  const name = findIntrinsic(value);
  if (name) {
    const result = (intrinsics[name] as Resolve)((value as Record<string, unknown>)[name], scope);
    return typeof result === 'string' ? scope.localize(result) : result;
  }
  const entries = Object.entries(value).map(([key, item]) => [key, resolveIntrinsics(item, scope)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== noValue));
}

/** A member of the template's `Conditions`. Only there `{ "Condition": name }` is an intrinsic: in an IAM policy it is not. */
export function evaluateCondition(value: unknown, scope: Scope): boolean {
  const name = (value as { Condition?: unknown }).Condition;
  return typeof name === 'string' ? scope.condition(name) : resolveIntrinsics(value, scope) === true;
}

/** Names of intrinsics inside the value which this resolver does not know. */
export function listUnknownIntrinsics(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const name = intrinsicName(value);
  const inside = Object.values(value).flatMap(listUnknownIntrinsics);
  return name && !(name in intrinsics) ? [name, ...inside] : inside;
}

function findIntrinsic(value: object): string | undefined {
  const name = intrinsicName(value);
  return name && name in intrinsics ? name : undefined;
}

function intrinsicName(value: object): string | undefined {
  const [name, ...others] = Object.keys(value);
  return others.length === 0 && name && (name === 'Ref' || name.startsWith('Fn::')) ? name : undefined;
}

/** `${Name}`, `${Id.Attribute}`, `${AWS::Region}`; `${!literal}` stays `${literal}`. */
function substitute(pattern: string, variables: Record<string, unknown>, scope: Scope): string {
  return pattern.replace(/\$\{([^}]*)\}/g, (_, expression: string) => {
    if (expression.startsWith('!')) return `\${${expression.slice(1)}}`;
    const name = expression.trim();
    if (name in variables) return text(variables[name]);
    const [logicalId = '', ...attribute] = name.split('.');
    return text(attribute.length ? scope.getAtt(logicalId, attribute.join('.')) : scope.ref(name));
  });
}

function list(argument: unknown, scope: Scope): unknown[] {
  return resolveIntrinsics(argument, scope) as unknown[];
}

function text(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
