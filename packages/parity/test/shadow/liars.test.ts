import { execFileSync } from 'node:child_process';
import type net from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { forkObserver } from '../../src/shadow/fork-observer.ts';
import { startRawServer } from '../support/raw-http.ts';
import { serve, shadowing } from '../support/shadowing.ts';

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n';
const timeoutMs = 1000;
const answer = { items: [1, 2, 3] };

type Talk = (socket: net.Socket) => void;

const saying =
  (...pieces: (string | Buffer)[]): Talk =>
  (socket) => {
    for (const piece of pieces) socket.write(piece);
  };

/** Bit by bit, as long as somebody listens. */
const dripping =
  (start: string, piece: string): Talk =>
  (socket) => {
    socket.write(start);
    const timer = setInterval(() => socket.write(piece), 5);
    socket.once('close', () => clearInterval(timer));
  };

/** As fast as it is read. */
const flooding =
  (start: string, piece: string): Talk =>
  (socket) => {
    socket.write(start);
    const flood = () => {
      while (socket.write(piece));
    };
    socket.on('drain', flood);
    flood();
  };

const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, ' '));
const nested = `{"items":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
const sized = (body: string | Buffer) => `${head}content-length: ${body.length}\r\n`;
const chunked = `${head}transfer-encoding: chunked\r\n\r\n`;

const liars: Readonly<Record<string, Talk>> = {
  'says-nothing': () => {},
  'hangs-up': (socket) => void socket.destroy(),
  resets: (socket) => void socket.resetAndDestroy(),
  'speaks-no-http': saying(Buffer.from([0, 255, 10, 13, 1, 2, 3]), 'garbage\r\n\r\n'),
  'says-half-a-head': saying('HTTP/1.1 200 OK\r\ncontent-ty'),
  'drips-its-head': dripping('HTTP/1.1 200 OK\r\n', 'x: y\r\n'),
  'drips-its-body': dripping(chunked, '1\r\nx\r\n'),
  'never-ends': flooding(chunked, `10000\r\n${'x'.repeat(65_536)}\r\n`),
  'never-ends-its-head': flooding('HTTP/1.1 200 OK\r\n', `x: ${'y'.repeat(10_000)}\r\n`),
  'promises-more-than-it-sends': saying(`${head}content-length: 999\r\n\r\n{}`),
  'sends-more-than-it-promises': saying(`${head}content-length: 2\r\n\r\n{}{"items":[1,2,3]}`),
  'sends-a-bomb': saying(`${sized(bomb)}content-encoding: gzip\r\n\r\n`, bomb),
  'nests-deep': saying(`${sized(nested)}\r\n${nested}`),
};

it('answers as ever whatever the candidate does, and says what it did', async () => {
  const candidate = await startRawServer((socket, received) => {
    socket.once('data', () => liars[received().split(/[/ ]/)[2] ?? '']?.(socket));
  });
  onTestFinished(candidate.close);
  const options = { baseline: await serve(answer), candidate: candidate.url, timeoutMs };
  const shadow = await shadowing(options, { startObserver: forkObserver });
  const names = Object.keys(liars);
  for (const name of names) {
    const response = await fetch(`${shadow.url}/${name}`, { signal: AbortSignal.timeout(60_000) });
    expect([response.status, await response.json()]).toEqual([200, answer]);
  }
  const { causes, notCompared } = await shadow.close(60_000);
  const said = [...causes.map(({ routeKey }) => routeKey), ...notCompared.map(({ route }) => route)];
  expect([...new Set(said)].sort()).toEqual(names.map((name) => `GET /${name}`).sort());
});

it('serves on when the observing process is gone', async () => {
  const troubles: Error[] = [];
  const candidate = await serve(answer);
  const shadow = await shadowing(
    { baseline: await serve(answer), candidate, onTrouble: (error) => troubles.push(error) },
    { startObserver: forkObserver },
  );
  for (const pid of listObservers()) process.kill(pid, 'SIGKILL');
  await expect.poll(() => troubles[0]?.message).toBe('The observing process has ended: SIGKILL.');
  expect(await (await fetch(shadow.url)).json()).toEqual(answer);
  await expect(shadow.close()).rejects.toThrow('SIGKILL');
});

function listObservers(): number[] {
  const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], {
    encoding: 'utf8',
  });
  return children
    .split('\n')
    .filter((line) => line.includes('observer-process'))
    .map((line) => Number.parseInt(line, 10));
}
