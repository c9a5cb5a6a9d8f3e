import type { JsonObject } from '../../aws-endpoint/json.ts';
import type { Clock } from '../../clock.ts';
import type { EmitEvent } from '../../events.ts';
import { authorize } from '../../iam/authorize.ts';
import type { AuthorizationRequest } from '../../iam/context.ts';
import type { ActingService, Principal } from '../../iam/principal.ts';
import { SqsError } from './errors.ts';
import type { QueueUse } from './operations/operation.ts';
import { operations } from './operations.ts';
import type { QueueRegistry } from './queue-registry.ts';

/** Who calls: a caller that has signed, or another service of the cloud. */
export interface SqsCaller {
  readonly principal: Principal | ActingService;
  readonly region: string;
}

interface SqsRequest {
  /** `SendMessage` */
  readonly operation: string;
  readonly input: JsonObject;
  readonly caller: SqsCaller;
  /** Ends a long poll. */
  readonly signal?: AbortSignal;
  /** How long `ReceiveMessage` waits, instead of at most 20 seconds; `Infinity`: until there is something. */
  readonly waitMs?: number;
}

/** The API of SQS, whichever protocol a request came in, or none. Rejects with `SqsError`. */
export type SqsApi = (request: SqsRequest) => Promise<JsonObject>;

export interface SqsApiDependencies {
  readonly queues: QueueRegistry;
  readonly clock: Clock;
  readonly emit: EmitEvent;
}

export function createSqsApi({ queues, clock, emit }: SqsApiDependencies): SqsApi {
  return async ({ operation: name, input, caller, signal = never, waitMs }) => {
    const { principal, region } = caller;
    const operation = operations.get(name);
    if (!operation) {
      throw new SqsError('InvalidAction', `The local cloud does not emulate the operation ${name}.`);
    }
    const location = { account: principal.account, region };
    const nowMs = clock.now();
    const uses = operation.listUses(input, { queues, location });
    const requests = uses.map((use) => toAuthorizationRequest(use, queues));
    const denial = authorize({ principal, region, nowMs, requests }, emit);
    emit({
      type: 'sqs.request',
      principal: principal.name,
      operation: name,
      queue: uses[0]?.queueArn.split(':').at(-1) ?? '',
      outcome: denial ? 'denied' : 'allowed',
    });
    if (denial) throw new SqsError('AccessDenied', denial.message);
    const senderId = toSenderId(principal);
    return operation.run(input, { queues, location, signal, waitMs, nowMs, senderId });
  };
}

const never = new AbortController().signal;

/** A queue that does not exist has no policy, but its account is known. */
function toAuthorizationRequest({ action, queueArn }: QueueUse, queues: QueueRegistry): AuthorizationRequest {
  const account = queueArn.split(':')[4] ?? '';
  const resourcePolicy = queues.find(queueArn)?.policy ?? { account, statements: [] };
  return { action, resource: queueArn, context: () => undefined, resourcePolicy };
}

function toSenderId(principal: SqsCaller['principal']): string {
  return principal.kind === 'role-session' ? `${principal.role.id}:${principal.name}` : principal.name;
}
