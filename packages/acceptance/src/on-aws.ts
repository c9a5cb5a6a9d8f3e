import { EnvironmentError } from '@unlith/parity';

/**
 * Calls AWS.
 *
 * @throws EnvironmentError `aws.failed` for whatever AWS answers, or is not asked because credentials or region are missing.
 */
export async function onAws<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (cause) {
    const { name, message } = cause as Error;
    throw new EnvironmentError(
      'aws.failed',
      `AWS cannot be used: ${name}: ${message}. Look at AWS_PROFILE, AWS_REGION and AWS_ENDPOINT_URL.`,
      { cause },
    );
  }
}
