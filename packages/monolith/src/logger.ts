/** Structured facts of one event; values must survive JSON. */
export type LogEntry = Readonly<Record<string, unknown>>;

/** Where the app reports to; called synchronously, must not throw. */
export type Logger = { info(entry: LogEntry): void; error(entry: LogEntry): void };

/**
 * One JSON line per entry on stdout. Lambda passes a line that is JSON already on as it is and reads `timestamp` and `level` from it:
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export const jsonLogger: Logger = {
  info: (entry) => write('INFO', entry),
  error: (entry) => write('ERROR', entry),
};

function write(level: string, entry: LogEntry): void {
  process.stdout.write(`${JSON.stringify({ timestamp: new Date().toISOString(), level, ...entry })}\n`);
}
