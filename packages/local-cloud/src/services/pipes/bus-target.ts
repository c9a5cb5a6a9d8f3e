import type { EventSender } from '../events/event-router.ts';
import { findSizeBytes, maxEntries, maxRequestBytes, type PutEventsEntry } from '../events/put-events.ts';
import type { EventsService } from '../events/service.ts';
import { resolveParameter } from './dynamic-parameter.ts';
import type { PipeRecord, PipeTarget, RefusedRecord } from './pipe-target.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeTargetEventBridgeEventBusParameters.html */
export interface BusParameters {
  readonly DetailType?: string;
  readonly Source?: string;
  readonly Resources?: readonly string[];
  readonly Time?: string;
}

export interface BusTargetSettings {
  readonly pipeName: string;
  readonly busArn: string;
  readonly parameters: BusParameters;
  readonly caller: EventSender;
}

/** Each record becomes an event; what the template made of it is the detail. */
export function createBusTarget(
  settings: BusTargetSettings,
  putEvents: EventsService['putEvents'],
): PipeTarget {
  return async (records) => {
    const planned = records.map((record) => ({ record, entry: toEntry(record, settings) }));
    return chunk(planned).flatMap((part) => {
      const outcome = putEvents(
        part.map(({ entry }) => entry),
        settings.caller,
      );
      return part.flatMap(({ record }, index): RefusedRecord[] => {
        if (outcome.kind === 'denied') return [{ ...record, message: outcome.denial.message }];
        if (outcome.kind === 'invalid') return [{ ...record, message: outcome.message }];
        const result = outcome.entries[index];
        return result && 'ErrorCode' in result ? [{ ...record, message: result.ErrorMessage }] : [];
      });
    });
  };
}

function toEntry({ record, input }: PipeRecord, settings: BusTargetSettings): PutEventsEntry {
  const { DetailType, Resources = [], Source, Time } = settings.parameters;
  const time = resolveParameter(Time, record);
  return {
    EventBusName: settings.busArn,
    Source: resolveParameter(Source, record) ?? `Pipe ${settings.pipeName}`,
    DetailType: resolveParameter(DetailType, record) ?? 'Event from aws:dynamodb',
    Resources: Resources.flatMap((resource) => resolveParameter(resource, record) ?? []),
    Detail: input,
    ...(time !== undefined && { Time: Date.parse(time) / 1_000 }),
  };
}

interface Planned {
  readonly record: PipeRecord;
  readonly entry: PutEventsEntry;
}

/** As few requests as the limits of `PutEvents` allow; what is too large stands alone, and fails alone. */
function chunk(planned: readonly Planned[]): Planned[][] {
  const chunks: Planned[][] = [];
  let sizeBytes = Number.POSITIVE_INFINITY;
  for (const item of planned) {
    const own = findSizeBytes(item.entry);
    const last = chunks.at(-1);
    if (!last || last.length === maxEntries || sizeBytes + own >= maxRequestBytes) {
      chunks.push([item]);
      sizeBytes = own;
    } else {
      last.push(item);
      sizeBytes += own;
    }
  }
  return chunks;
}
