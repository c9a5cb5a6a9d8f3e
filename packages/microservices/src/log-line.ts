/** One JSON line for a failure (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html). */
export function logLine(event: string, failure: unknown, facts: Readonly<Record<string, unknown>>): void {
  const { name, message, stack, cause } = failure instanceof Error ? failure : new Error(String(failure));
  const error = { name, message, stack, cause: cause && String(cause) };
  const timestamp = new Date().toISOString();
  process.stdout.write(`${JSON.stringify({ timestamp, level: 'ERROR', event, ...facts, error })}\n`);
}
