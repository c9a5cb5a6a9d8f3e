import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Administrator } from '../src/index.ts';

/**
 * Debian's package (2.9 in Debian 12) speaks SQS's query protocol; from 2.13 on the CLI speaks JSON. Only the package
 * is taken: another `aws` in the path may be a wrapper that knows nothing of endpoints.
 */
const aws = '/usr/bin/aws';

export const awsCli = {
  isInstalled: existsSync(aws),
  title: `the AWS CLI (skipped without ${aws}: apt-get install awscli)`,
};

/** `(...words) => output`: a CLI that works for the administrator of a cloud, with nothing of the user's configuration. */
export function createAwsCli({ endpoint, region, credentials }: Administrator) {
  const env = {
    PATH: '/usr/bin:/bin',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_DEFAULT_REGION: region,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
  return async (...words: string[]) => {
    const options = ['--endpoint-url', endpoint, '--output', 'json'];
    const { stdout } = await promisify(execFile)(aws, [...options, ...words], { env });
    return stdout === '' ? undefined : JSON.parse(stdout);
  };
}
