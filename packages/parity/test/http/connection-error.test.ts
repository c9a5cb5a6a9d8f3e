import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import tls from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { unreachable } from '../../src/http/connection-error.ts';
import { createHttpTransport } from '../../src/http/http-transport.ts';

const request = { method: 'GET', path: '/things', headers: [] };
/** Keys and certificates for 127.0.0.1, but for `wrong-host`; each has signed itself. */
const readPem = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url));

it.each([
  ['nothing listens', 'http', undefined, 'nothing listens there (ECONNREFUSED). Start the API'],
  ['it hangs up', 'http', () => net.createServer((socket) => socket.destroy()), '(ECONNRESET). Read its log'],
  ['it speaks no HTTP', 'http', () => net.createServer(greet), 'what came is no answer'],
  ['it speaks no TLS', 'https', () => http.createServer(), 'is not TLS (EPROTO). Write http://'],
  ['it speaks TLS', 'http', () => serveTls('self-signed'), 'write https://'],
  ['nobody vouches for it', 'https', () => serveTls('self-signed'), 'NODE_EXTRA_CA_CERTS=<file.pem>'],
] as const)('says why there was no answer, and what to do, where %s', async (_, scheme, create, advice) => {
  const host = create ? await listen(create()) : await findFreePort();
  const transport = createHttpTransport({ url: `${scheme}://${host}` });
  onTestFinished(transport.close);
  await expect(transport.send(request)).rejects.toMatchObject({
    code: 'target.unreachable',
    exitCode: 3,
    message: expect.stringMatching(`${scheme}://${host} gave no answer to GET /things: `),
  });
  await expect(transport.send(request)).rejects.toThrow(advice);
});

it.each([
  ['expired', 'its certificate is not valid today (CERT_HAS_EXPIRED). Renew'],
  ['wrong-host', 'its certificate is for another host (ERR_TLS_CERT_ALTNAME_INVALID). Write the host'],
])('says what is wrong with a certificate that somebody vouches for: %s', async (name, advice) => {
  const [host, port] = (await listen(serveTls(name))).split(':');
  const socket = tls.connect({ host, port: Number(port), ca: readPem(name) });
  const [cause] = await once(socket, 'error');
  expect(unreachable('https://api.example.com', request, cause).message).toContain(advice);
});

it('says that there is no such host', async () => {
  const cause = Object.assign(new Error(), { code: 'ENOTFOUND' });
  expect(unreachable('http://nowhere.example', request, cause).message).toBe(
    'http://nowhere.example gave no answer to GET /things: no such host is known (ENOTFOUND). Check its name, and whether this machine has a network.',
  );
});

const greet = (socket: net.Socket) => void socket.on('error', () => {}).write('SSH-2.0-OpenSSH\r\n\r\n');

function serveTls(name: string): https.Server {
  const pem = readPem(name);
  return https.createServer({ key: pem, cert: pem });
}

async function listen(server: net.Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function findFreePort(): Promise<string> {
  const server = net.createServer();
  const host = await listen(server);
  server.close();
  await once(server, 'close');
  return host;
}
