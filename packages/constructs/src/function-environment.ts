import type { Manifest, ManifestFunction } from '@unlith/splitter/manifest';

/** Set by Lambda for every function: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const setByLambda = /^(AWS_|_HANDLER$|_X_AMZN_|LAMBDA_|(PATH|LANG|TZ|HOME|NODE_PATH|LD_LIBRARY_PATH)$)/;

/** Read by Express itself, whichever code is around it. */
const readByExpress = ['NODE_ENV'];

/** What one function gets of all that is given, and the variables that it reads and nobody gives. */
export interface FunctionEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
}

/**
 * Every function gets what its own code reads. Where the source does not tell which variables these are
 * (`process.env[name]`), it gets all that the lith gets.
 *
 * @param given `undefined` says that a variable is absent on purpose.
 */
export function selectEnvironment(
  { environment, routes }: Pick<ManifestFunction, 'environment' | 'routes'>,
  { findings }: Pick<Manifest, 'findings'>,
  given: Readonly<Record<string, string | undefined>>,
): FunctionEnvironment {
  const isUntold = findings.some(
    (finding) =>
      finding.code === 'split.unknown-environment' && finding.routes.some((route) => routes.includes(route)),
  );
  const read = new Set([...environment, ...readByExpress, ...(isUntold ? Object.keys(given) : [])]);
  const variables = [...read].flatMap((name) =>
    given[name] === undefined ? [] : [[name, given[name]] as const],
  );
  return {
    variables: Object.fromEntries(variables),
    missing: environment.filter((name) => !(name in given) && !setByLambda.test(name)),
  };
}
