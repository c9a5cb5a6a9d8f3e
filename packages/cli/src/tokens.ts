import { UsageError } from './usage-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The token of a credential that scenarios name: from `--token name=jwt`, else from the environment
 * (`customer-1` -> `UNLITH_TOKEN_CUSTOMER_1`). Undefined when there is none: its steps are not compared.
 *
 * @throws {UsageError} for an option that is not `name=token`.
 */
export function createCredentials(
  options: readonly string[],
  environment: Environment,
): (name: string) => string | undefined {
  const tokens = new Map(options.map(parseToken));
  return (name) => tokens.get(name) ?? environment[toVariable(name)];
}

function parseToken(option: string): [name: string, token: string] {
  const [, name, token] = /^([^=\s]+)=(\S+)$/.exec(option) ?? [];
  if (name === undefined || token === undefined) {
    throw new UsageError(`--token "${option}" is not of the form name=token, as --token customer-1=eyJ…`);
  }
  return [name, token];
}

const toVariable = (name: string) => `UNLITH_TOKEN_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
