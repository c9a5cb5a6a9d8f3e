import { spawnSync } from 'node:child_process';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHandler } from '../../src/adapter/index.ts';
import { get, post } from './behaviour.ts';
import { onHandler, type Request, toEvent } from './exchange.ts';

const hello: RequestListener = (_, response) => response.end('hello');
const bodyOf = async (handler: ReturnType<typeof createHandler>, request: Request = get()) =>
  (await onHandler(handler)(request)).body;

describe('createHandler', () => {
  it.each([
    ['a listener', hello],
    ['an Express app', express().use(hello)],
    ['a server', createServer(hello)],
    ['a factory', () => express().use(hello)],
    ['a factory that is asynchronous', async () => express().use(hello)],
  ])('takes %s', async (_, source) => {
    expect(await bodyOf(createHandler(source))).toBe('hello');
  });

  it('makes the app once and at once', async () => {
    let made = 0;
    const handler = createHandler(() => {
      made += 1;
      return express().use((_, response) => void response.end(`${made}`));
    });
    expect(made).toBe(1);
    expect([await bodyOf(handler), await bodyOf(handler)]).toEqual(['1', '1']);
  });

  it('gives on what a factory throws, so that the function does not start', () => {
    const source = () => {
      throw new Error('no table');
    };
    expect(() => createHandler(source)).toThrow('no table');
  });

  it('has two parameters, since Node.js 24 takes three for a callback', () => {
    expect(createHandler(hello)).toHaveLength(2);
  });

  it('keeps requests apart that are answered at the same time', async () => {
    const handler = createHandler((request, response) => {
      setTimeout(() => response.end(request.url), Number(request.url?.slice(1)));
    });
    const paths = ['/20', '/0', '/10', '/5'];
    expect(await Promise.all(paths.map((path) => bodyOf(handler, get(path))))).toEqual(paths);
  });

  it('changes no byte of a body, either way', async () => {
    const handler = createHandler((request, response) => void request.pipe(response));
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const body = Buffer.from(bytes);
        const result = await handler(toEvent(post(body, 'application/octet-stream')), {} as never);
        const answer = Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8');
        expect(answer.equals(body)).toBe(true);
      }),
    );
  });

  it('refuses an answer that the app breaks off', async () => {
    const handler = createHandler((_, response) => {
      response.setHeader('content-length', 100).write('half');
      response.destroy();
    });
    await expect(handler(toEvent(get()), {} as never)).rejects.toThrow('before its answer was complete');
  });

  it('answers as Node does what Node cannot read', async () => {
    const { status } = await onHandler(createHandler(hello))(get('/', { 'x-large': 'x'.repeat(20_000) }));
    expect(status).toBe(431);
  });

  it('lets no header of the event begin another', async () => {
    const handler = createHandler((request, response) => response.end(JSON.stringify(request.headers)));
    const headers = JSON.parse(await bodyOf(handler, get('/', { 'x-a': 'b\r\nx-injected: c' })));
    expect(headers).toMatchObject({ 'x-a': 'b x-injected: c' });
    expect(headers).not.toHaveProperty('x-injected');
  });

  it('ends the process, as behind a socket, when the app throws where nobody catches', () => {
    const file = join(import.meta.dirname, 'throwing-app.ts');
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', file], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('thrown later');
  });
});
