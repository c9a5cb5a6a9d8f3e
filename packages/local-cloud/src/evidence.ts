import type { StartedFunction } from './cloud.ts';
import type { CloudEvent, EmitEvent } from './events.ts';

/** What functions were seen to use of their roles: version 1 of the file that `unlith split --evidence` reads. */
export interface Evidence {
  readonly schema: 'unlith/evidence@1';
  /** Sorted, each once. */
  readonly seen: readonly SeenPermission[];
}

/** `{ "function": "get-flights", "action": "dynamodb:Query", "resource": "${FLIGHTS_TABLE}/index/by-day" }` */
export interface SeenPermission {
  readonly function: string;
  readonly action: string;
  /** By the environment variable of the function that names the resource, so that it holds wherever it is deployed; else the ARN. */
  readonly resource: string;
}

/** Collects evidence while requests are played. */
export interface EvidenceRecorder {
  /** For `CloudOptions.onEvent`. */
  readonly onEvent: EmitEvent;
  /**
   * What was seen so far of these functions.
   *
   * @param nameOf how the evidence calls a function; `undefined` leaves it out.
   */
  collect(
    functions: readonly StartedFunction[],
    nameOf: (started: StartedFunction) => string | undefined,
  ): Evidence;
}

/**
 * Starts to record which permissions of their roles functions use.
 *
 * @example
 * const recorder = createEvidenceRecorder();
 * const cloud = await startCloud({ assembly, onEvent: recorder.onEvent });
 * // … play requests …
 * const evidence = recorder.collect(cloud.functions, ({ constructPath }) => constructPath.split('/').at(-2));
 */
export function createEvidenceRecorder(): EvidenceRecorder {
  const used = new Map<string, Extract<CloudEvent, { type: 'iam.permission-used' }>>();
  return {
    onEvent(event) {
      if (event.type !== 'iam.permission-used') return;
      used.set([event.principal, event.action, event.resource].join(' '), event);
    },
    collect(functions, nameOf) {
      const seen = [...used.values()].flatMap(({ principal, action, resource }) => {
        const started = functions.find(({ name }) => name === principal);
        const name = started && nameOf(started);
        return name === undefined
          ? []
          : [{ function: name, action, resource: toPortable(resource, started?.variables ?? {}) }];
      });
      return { schema: 'unlith/evidence@1', seen: toSortedSet(seen) };
    },
  };
}

/** `arn:aws:dynamodb:…:table/Flights-1A2B/index/by-day` -> `${FLIGHTS_TABLE}/index/by-day`, if the variable holds `Flights-1A2B`. */
function toPortable(arn: string, variables: StartedFunction['variables']): string {
  const [, whole = arn, name = '', rest = ''] = /^(.*?[:/]([^:/]+))(\/index\/[^/]+)?$/.exec(arn) ?? [];
  const variable = Object.entries(variables).find(
    ([, value]) => value === name || value === whole || (isQueue(arn) && value.endsWith(`/${name}`)),
  )?.[0];
  return variable === undefined ? arn : `\${${variable}}${rest}`;
}

/** Queues are named by their URL, which ends with their name. */
const isQueue = (arn: string) => arn.startsWith('arn:aws:sqs:');

function toSortedSet(seen: readonly SeenPermission[]): SeenPermission[] {
  const byText = new Map(seen.map((each) => [JSON.stringify(each), each]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}
