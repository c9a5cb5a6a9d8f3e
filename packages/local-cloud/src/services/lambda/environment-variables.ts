import { devNull } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Credentials } from '../../iam/credentials-registry.ts';
import type { FunctionConfig } from './function-config.ts';

export const bootstrapFile = fileURLToPath(new URL('./bootstrap.mjs', import.meta.url));

export interface EnvironmentFacts {
  readonly runtimeApi: string;
  readonly credentials: Credentials;
  /** Where every AWS client of the function sends its requests. */
  readonly awsEndpoint: string;
  readonly logStream: string;
}

/**
 * The variables of an execution environment, built from nothing: what happens to be set on this machine (profiles,
 * proxies, NODE_OPTIONS) must not reach a function.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function resolveEnvironmentVariables(
  config: FunctionConfig,
  { runtimeApi, credentials, awsEndpoint, logStream }: EnvironmentFacts,
): Record<string, string> {
  const { region } = config.resource.stack;
  return {
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH: '/usr/local/bin:/usr/bin:/bin:/opt/bin',
    AWS_ENDPOINT_URL: awsEndpoint,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...config.variables,
    _HANDLER: config.handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${config.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: config.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(config.memoryMiB),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: config.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    LAMBDA_TASK_ROOT: config.assetDirectory,
    LAMBDA_RUNTIME_DIR: dirname(bootstrapFile),
  };
}
