import { fileURLToPath } from 'node:url';
import { loyaltyService, services } from '@unlith/microservices';
import { type App, type StackProps, Token, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { BundleSource } from './bundle-functions.ts';
import { acceptEvents, forwardEvents } from './resources/event-forwarding.ts';
import { listCallerRoles } from './resources/native-functions.ts';
import type { PrivateApi } from './resources/private-api.ts';
import type { ServiceTables } from './resources/service-tables.ts';
import { ExtractedStack } from './stacks/extracted-stack.ts';
import { IdentityStack } from './stacks/identity-stack.ts';
import { MonolithStack, type MonolithStackProps } from './stacks/monolith-stack.ts';
import { PagesStack } from './stacks/pages-stack.ts';
import { ServiceStack } from './stacks/service-stack.ts';
import { SplitStack } from './stacks/split-stack.ts';
import { StranglerStack } from './stacks/strangler-stack.ts';
import type { StageSettings } from './stage-settings.ts';

const monolith = fileURLToPath(new URL('../../packages/monolith/src/', import.meta.url));

const lith: BundleSource = {
  name: 'lith',
  entry: `${monolith}lambda.ts`,
  assets: { views: `${monolith}views`, public: `${monolith}public` },
};
const sweep: BundleSource = { name: 'sweep', entry: `${monolith}sweep-lambda.ts` };

/** Where `unlith split` begins, whose functions are the rest. */
export const lithEntry = `${monolith}app-from-environment.ts`;

/** Every hand-written function of every stage: the lith, its scheduled task, and the services' own. */
export const bundleSources: readonly BundleSource[] = [
  lith,
  sweep,
  ...services.flatMap(({ functions }) => functions),
];

/** What the stages are made of. */
export interface StageParts {
  /** Bundle directory by name of {@link bundleSources}. */
  readonly bundles: ReadonlyMap<string, string>;
  /** Path of the manifest of the lith's split. */
  readonly manifest: string;
}

/** Adds the stages `Monolith`, `Extracted`, `Strangler` and `Split` to the app; see docs/architecture.md. */
export function createAirlineStages(app: App, settings: StageSettings, parts: StageParts): void {
  const { throttle, accounts } = settings;
  const home = accounts ? { env: { account: accounts.bookings } } : {};
  const identity =
    settings.identity === 'cognito' ? new IdentityStack(app, 'Identity', home) : settings.identity;
  const common = { services, identity, throttle, ...home };
  addLiths(app, settings, { ...common, ...parts });

  const split = new SplitStack(app, 'Split', { identity, throttle, ...home });
  const loyaltySplit = accounts ? createLoyaltySplit(app, { ...settings, accounts, split }) : split;
  const tables = addServices(app, { bundles: parts.bundles, split, loyaltySplit });
  // Pages work on all tables at once, which no function can across accounts.
  if (!accounts) new PagesStack(app, 'Split-Pages', { manifest: parts.manifest, identity, tables, split });

  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}

type LithProps = Pick<MonolithStackProps, 'services' | 'identity' | 'throttle'> & StageParts & StackProps;

/** The stages that begin with the lith: whole, split by machine, and half taken over. */
function addLiths(app: App, { calibration, isRecording, placement }: StageSettings, props: LithProps): void {
  const bundleDirectory = getBundle(lith, props);
  const sweepDirectory = getBundle(sweep, props);
  new MonolithStack(app, 'Monolith', { ...props, bundleDirectory });
  if (calibration) new MonolithStack(app, 'Calibration', { ...props, bundleDirectory });
  new ExtractedStack(app, 'Extracted', { ...props, sweepDirectory, isRecording });
  new StranglerStack(app, 'Strangler', { ...props, sweepDirectory, placement });
}

const getBundle = ({ name }: BundleSource, { bundles }: StageParts) => bundles.get(name) as string;

interface Homes {
  readonly bundles: ReadonlyMap<string, string>;
  readonly split: SplitStack;
  /** Where loyalty lives: with all others, or in an account of its own. */
  readonly loyaltySplit: SplitStack;
}

/** One stack a service; a service comes after those whose private API it calls. Gives all their tables. */
function addServices(app: App, { bundles, split, loyaltySplit }: Homes): ServiceTables {
  const roleNames = services.flatMap(({ functions }) => listCallerRoles(split.stackName, functions));
  let tables: ServiceTables = new Map();
  let calls: PrivateApi | undefined;
  for (const service of services) {
    const home = service === loyaltyService ? loyaltySplit : split;
    const stack = new ServiceStack(app, `Split-${capitalize(service.name)}`, {
      service,
      bundles,
      split: home,
      callers: { account: split.account, roleNames },
      calls,
      ...(!Token.isUnresolved(home.account) && { env: { account: home.account } }),
    });
    calls ??= stack.privateApi;
    tables = new Map([...tables, ...stack.tables]);
  }
  return tables;
}

interface LoyaltySettings extends StageSettings {
  readonly accounts: NonNullable<StageSettings['accounts']>;
  readonly split: SplitStack;
}

/** Loyalty's own front door and event bus in its own account; the others' events are sent on to it. */
function createLoyaltySplit(app: App, { accounts, identity, throttle, split }: LoyaltySettings): SplitStack {
  const busName = 'airline-loyalty';
  const sources = [...new Set(services.flatMap(({ publishes }) => publishes?.source ?? []))];
  const loyaltySplit = new SplitStack(app, 'Split-LoyaltyAccount', {
    identity: identity === 'cognito' ? 'parameters' : identity,
    throttle,
    busName,
    env: { account: accounts.loyalty },
  });
  acceptEvents(loyaltySplit, loyaltySplit.bus, sources, accounts.bookings);
  forwardEvents(split, split.bus, sources, { account: accounts.loyalty, name: busName });
  return loyaltySplit;
}

const capitalize = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
