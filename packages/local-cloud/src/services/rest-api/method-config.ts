import type { Problem } from '../../cloud-error.ts';
import type { Resource } from '../service.ts';
import type { ResourcePath } from './resource-path.ts';

export interface MethodConfig {
  /** `POST`, `ANY` */
  readonly httpMethod: string;
  readonly path: ResourcePath;
  readonly resourceId: string;
  readonly authorization: 'NONE' | 'AWS_IAM';
  readonly functionArn: string;
  readonly timeoutMs: number;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const defaultTimeoutMs = 29_000;

/** `undefined` when the method cannot run here; the problems say why. */
export function resolveMethod(
  method: Resource,
  paths: ReadonlyMap<string, ResourcePath>,
  problems: Problem[],
): MethodConfig | undefined {
  const report = (code: string, message: string, nextStep: string) =>
    void problems.push({ code: `rest-api.${code}`, message, place: method.constructPath, nextStep });
  const resourceId = String(method.property('ResourceId'));
  const path = paths.get(resourceId);
  const authorization = method.property('AuthorizationType') ?? 'NONE';
  const { Type, Uri, Credentials, TimeoutInMillis } = (method.property('Integration') ?? {}) as Integration;
  const [, functionArn] =
    /\/functions\/(arn:aws:lambda:[^:]+:\d+:function:[^:/]+)\/invocations$/.exec(String(Uri)) ?? [];

  if (authorization !== 'NONE' && authorization !== 'AWS_IAM')
    report('authorization', `Authorization ${authorization} is not emulated.`, 'Use AWS_IAM.');
  if (method.property('ApiKeyRequired') === true)
    report('api-key', 'API keys are not emulated.', 'Let callers sign their requests (AWS_IAM).');
  if (Type !== 'AWS_PROXY' || !functionArn)
    report(
      'integration',
      `Integration ${Type} to ${Uri} cannot run here.`,
      'Integrate a function (AWS_PROXY).',
    );
  if (Credentials !== undefined)
    report('credentials', 'Integration credentials are not emulated.', 'Grant a Lambda permission instead.');
  if (!path || !functionArn || (authorization !== 'NONE' && authorization !== 'AWS_IAM')) return undefined;
  return {
    httpMethod: String(method.property('HttpMethod')),
    path,
    resourceId,
    authorization,
    functionArn,
    timeoutMs: Number(TimeoutInMillis ?? defaultTimeoutMs),
  };
}

interface Integration {
  readonly Type?: string;
  readonly Uri?: string;
  readonly Credentials?: string;
  readonly TimeoutInMillis?: number;
}
