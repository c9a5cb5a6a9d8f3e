import { fileURLToPath } from 'node:url';
import { loyaltyService, services } from '@unlith/microservices';
import { type App, Token, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { BundleSource } from './bundle-functions.ts';
import { acceptEvents, forwardEvents } from './resources/event-forwarding.ts';
import { listCallerRoles } from './resources/native-functions.ts';
import type { PrivateApi } from './resources/private-api.ts';
import { IdentityStack } from './stacks/identity-stack.ts';
import { MonolithStack } from './stacks/monolith-stack.ts';
import { ServiceStack } from './stacks/service-stack.ts';
import { SplitStack } from './stacks/split-stack.ts';
import type { StageSettings } from './stage-settings.ts';

const monolith = fileURLToPath(new URL('../../packages/monolith/src/', import.meta.url));

const lith: BundleSource = {
  name: 'lith',
  entry: `${monolith}lambda.ts`,
  assets: { views: `${monolith}views`, public: `${monolith}public` },
};

/** Every function of every stage: the lith and the services' own. */
export const bundleSources: readonly BundleSource[] = [
  lith,
  ...services.flatMap(({ functions }) => functions),
];

/**
 * Adds the stages `Monolith` and `Split` to the app; see docs/architecture.md.
 *
 * @param bundles bundle directory by name of {@link bundleSources}.
 */
export function createAirlineStages(
  app: App,
  settings: StageSettings,
  bundles: ReadonlyMap<string, string>,
): void {
  const { throttle, accounts } = settings;
  const home = accounts ? { env: { account: accounts.bookings } } : {};
  const identity =
    settings.identity === 'cognito' ? new IdentityStack(app, 'Identity', home) : settings.identity;

  const monolithProps = { services, bundleDirectory: `${bundles.get('lith')}`, identity, throttle, ...home };
  new MonolithStack(app, 'Monolith', monolithProps);
  if (settings.calibration) new MonolithStack(app, 'Calibration', monolithProps);

  const split = new SplitStack(app, 'Split', { identity, throttle, ...home });
  const loyaltySplit = accounts ? createLoyaltySplit(app, { ...settings, accounts, split }) : split;
  addServices(app, { bundles, split, loyaltySplit });

  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}

interface Homes {
  readonly bundles: ReadonlyMap<string, string>;
  readonly split: SplitStack;
  /** Where loyalty lives: with all others, or in an account of its own. */
  readonly loyaltySplit: SplitStack;
}

/** One stack a service; a service comes after those whose private API it calls. */
function addServices(app: App, { bundles, split, loyaltySplit }: Homes): void {
  const roleNames = services.flatMap(({ functions }) => listCallerRoles(split.stackName, functions));
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
  }
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
