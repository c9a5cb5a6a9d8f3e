import { findPackage } from '../node-packages/find-package.ts';
import type { SlimmingStep } from './slimming-step.ts';

const name = 'environment-credentials';
const namespace = `unlith-${name}`;

/**
 * Lambda hands a function its role's credentials in the environment, which the SDK's default chain asks first: whatever else is
 * in it (SSO, STS, instance metadata, processes, profiles: some 130 kB) is never reached.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 *
 * Switch it off for functions that set `AWS_PROFILE`, or that have no role and find credentials elsewhere. Providers that an
 * app imports by itself (`fromTemporaryCredentials`) are untouched.
 */
export const environmentCredentials: SlimmingStep = {
  name,
  changes: /^unlith-environment-credentials:/,
  isLocal: false,
  plugin: {
    name: namespace,
    setup(build) {
      build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, (args) => {
        const chain = args.namespace === namespace ? undefined : findPackage(args.path, args.resolveDir);
        return chain && { path: chain.directory, namespace, sideEffects: false };
      });
      build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
          export { credentialsWillNeedRefresh, credentialsTreatedAsExpired } from '@aws-sdk/credential-provider-node';`,
        resolveDir: path,
      }));
    },
  },
};
