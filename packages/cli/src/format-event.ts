import type { CloudEvent } from '@unlith/local-cloud';

/** What somebody who watches running stacks wants to see: functions' own lines, and whatever went wrong or was made to. */
export function formatEvent(event: CloudEvent): string | undefined {
  if (event.type === 'lambda.log') return `${event.function}: ${event.line}`;
  if (event.type === 'lambda.invocation-finished') {
    return event.errorType && `${event.function}: ${event.errorType}`;
  }
  const isTrouble = /failed$|dead-lettered$|struck$/.test(event.type);
  if (!isTrouble) return undefined;
  const { type, ...facts } = event;
  return `${type} ${JSON.stringify(facts)}`;
}
