import type { SplitProps } from '@unlith/constructs';
import { Duration } from 'aws-cdk-lib';
import type { Identity } from '../stacks/identity-stack.ts';
import type { ServiceTables } from './service-tables.ts';

/** The manifest of the lith's split, and for whose customers and on which tables its functions work. */
export interface LithSplit {
  readonly manifest: string;
  readonly identity: Identity;
  readonly tables: ServiceTables;
}

/** The same environment for every function of the split as for the whole lith, as far as it reads it. */
export const toSplitProps = ({ manifest, identity, tables }: LithSplit) =>
  ({
    manifest,
    environment: lithEnvironment(identity),
    tables: Object.fromEntries(
      [...tables.values()].map(({ table, description }) => [description.environmentVariable, table]),
    ),
    functionProps: { memorySize: 512, timeout: Duration.seconds(10) },
  }) satisfies SplitProps;

/** What the lith reads besides the names of tables. */
export const lithEnvironment = ({ issuer, audience }: Identity): Record<string, string> => ({
  NODE_ENV: 'production',
  JWT_ISSUER: issuer,
  JWT_AUDIENCE: audience,
});

/** Why no route of the lith has an authorizer, for cdk-nag. */
export const guardsItself =
  'Castle and moat: the lith, and whatever is extracted from it, verifies tokens itself';
