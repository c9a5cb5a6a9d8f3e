import { findPackage, nameOfPackage, packageDirectoryOf } from '../node-packages/find-package.ts';
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
        return (
          chain && {
            path: chain.directory,
            namespace,
            suffix: isOfSdk(args.importer) ? '' : '?whole',
            sideEffects: false,
          }
        );
      });
      build.onLoad({ filter: /.*/, namespace }, ({ path, suffix }) => ({
        contents: suffix ? `${provider}${others}` : provider,
        resolveDir: path,
      }));
    },
  },
};

const provider = `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';`;
const others = `export { credentialsWillNeedRefresh, credentialsTreatedAsExpired } from '@aws-sdk/credential-provider-node';`;

/** The SDK's own packages ask for the chain alone: the rest would only lead the bundler to what the chain would import. */
function isOfSdk(file: string): boolean {
  const directory = packageDirectoryOf(file);
  return directory !== undefined && nameOfPackage(directory).startsWith('@aws-sdk/');
}
