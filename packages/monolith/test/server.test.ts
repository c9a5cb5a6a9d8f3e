import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const server = fileURLToPath(new URL('../src/server.ts', import.meta.url));

it('listens where it is told, and leaves on SIGTERM', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', server], {
    env: {
      ...process.env,
      PORT: '0',
      JWT_ISSUER: 'https://login.example.com',
      JWT_AUDIENCE: 'airline',
      FLIGHTS_TABLE: 'flights',
      BOOKINGS_TABLE: 'bookings',
      LOYALTY_TABLE: 'loyalty',
      STATISTICS_TABLE: 'statistics',
      AWS_REGION: 'eu-central-1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const [line] = await once(createInterface(child.stdout), 'line');
  const { event, address } = JSON.parse(line);
  expect([event, address.address]).toEqual(['server.listening', '127.0.0.1']);

  const answer = await fetch(`http://127.0.0.1:${address.port}/bookings`);
  expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining('<h1>Sign in</h1>')]);

  child.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
});
