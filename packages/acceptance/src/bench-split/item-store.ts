import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers every request as DynamoDB answers a GetItem, at once: what is measured is the functions' part of it. */
export async function startItemStore(): Promise<{ endpoint: string; close: () => void }> {
  const item = { Item: { user: { S: 'ada' }, noteId: { S: '7' }, text: { S: 'Buy milk' } } };
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/x-amz-json-1.0').end(JSON.stringify(item));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
