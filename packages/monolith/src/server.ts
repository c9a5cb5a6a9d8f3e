import { createServer } from 'node:http';
import { airline, app } from './app-from-environment.ts';
import { jsonLogger } from './logger.ts';
import { sweepRegularly } from './scheduled-sweep.ts';

const server = createServer(app);

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
