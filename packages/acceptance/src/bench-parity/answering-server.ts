import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// `tsx answering-server.ts`: answers every request with the same JSON of 1 kB, and says its URL to its parent.
const thing = { id: 7, name: 'A thing', note: 'x'.repeat(960) };
const server = createServer((request, response) => {
  request.resume();
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(thing));
});
server.listen(0, '127.0.0.1', () =>
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
process.on('disconnect', () => process.exit());
