import type { ManifestFunction } from '@unlith/splitter/manifest';

/** Set by Lambda for every function: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const setByLambda = /^(AWS_|_HANDLER$|_X_AMZN_|LAMBDA_|(PATH|LANG|TZ|HOME|NODE_PATH|LD_LIBRARY_PATH)$)/;

/** Read by Express itself, whichever code is around it. */
const readByExpress = ['NODE_ENV'];

/** What one function gets of all that is given, and the variables that it reads and nobody gives. */
export interface FunctionEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
}

/** @param given `undefined` says that a variable is absent on purpose. */
export function selectEnvironment(
  { environment }: Pick<ManifestFunction, 'environment'>,
  given: Readonly<Record<string, string | undefined>>,
): FunctionEnvironment {
  const read = [...new Set([...environment, ...readByExpress])];
  const variables = read.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]] as const]));
  return {
    variables: Object.fromEntries(variables),
    missing: environment.filter((name) => !(name in given) && !setByLambda.test(name)),
  };
}
