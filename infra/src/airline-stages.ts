import { fileURLToPath } from 'node:url';
import { type ServiceDescription, services } from '@unlith/microservices';
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { BundleSource } from './bundle-functions.ts';
import type { PrivateApi } from './resources/private-api.ts';
import { type Identity, IdentityStack } from './stacks/identity-stack.ts';
import { MonolithStack } from './stacks/monolith-stack.ts';
import { listCallerRoles, ServiceStack } from './stacks/service-stack.ts';
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
  const identity = createIdentity(app, settings);
  const { throttle } = settings;

  const monolithProps = { services, bundleDirectory: `${bundles.get('lith')}`, identity, throttle };
  new MonolithStack(app, 'Monolith', monolithProps);
  if (settings.calibration) new MonolithStack(app, 'Calibration', monolithProps);

  addSplit(app, { services, bundles, identity, throttle });

  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}

interface SplitSettings {
  readonly services: readonly ServiceDescription[];
  readonly bundles: ReadonlyMap<string, string>;
  readonly identity: Identity;
  readonly throttle: StageSettings['throttle'];
}

/** The split's stacks, one a service; a service comes after those whose private API it calls. */
function addSplit(app: App, { services, bundles, identity, throttle }: SplitSettings): void {
  const split = new SplitStack(app, 'Split', { identity, throttle });
  const roleNames = services.flatMap((service) => listCallerRoles(split, service));
  let calls: PrivateApi | undefined;
  for (const service of services) {
    const stack = new ServiceStack(app, `Split-${capitalize(service.name)}`, {
      service,
      bundles,
      split,
      callers: { account: split.account, roleNames },
      calls,
    });
    calls ??= stack.privateApi;
  }
}

function createIdentity(app: App, { identity }: StageSettings): Identity {
  return identity === 'cognito' ? new IdentityStack(app, 'Identity') : identity;
}

const capitalize = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
