import { createServer } from 'node:http';
import { createDynamoDbAirline } from './airline.ts';
import { createApp } from './app.ts';
import { jsonLogger } from './logger.ts';
import { sweepRegularly } from './scheduled-sweep.ts';
import { resolveSettings } from './settings.ts';

const settings = resolveSettings(process.env, import.meta.dirname);
const airline = createDynamoDbAirline(settings, jsonLogger);
const server = createServer(createApp({ airline, settings, logger: jsonLogger }));

const { HOST = '127.0.0.1', PORT = '3000' } = process.env;
server.listen(Number(PORT), HOST, () => {
  jsonLogger.info({ event: 'server.listening', address: server.address() });
});
sweepRegularly(airline, jsonLogger);

/** Answers what is under way, takes nothing new, and gives up on clients who keep it waiting. */
const graceMs = 10_000;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    jsonLogger.info({ event: 'server.closing', signal });
    server.close();
    setTimeout(() => server.closeAllConnections(), graceMs).unref();
  });
}
