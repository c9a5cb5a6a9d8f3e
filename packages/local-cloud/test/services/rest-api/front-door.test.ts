import { once } from 'node:events';
import { request } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import type { CloudEvent } from '../../../src/events.ts';
import { noFaults } from '../../../src/faults/fault-points.ts';
import { listenOnLoopback } from '../../../src/http/loopback-server.ts';
import { createFrontDoor } from '../../../src/services/rest-api/front-door.ts';
import type { RestApiConfig } from '../../../src/services/rest-api/rest-api-config.ts';
import { resource } from '../../resource.ts';

const api: RestApiConfig = {
  resource: resource('Api', 'AWS::ApiGateway::RestApi', { Name: 'api' }),
  id: 'abc',
  stages: new Map([['live', { deploymentId: 'd', variables: null }]]),
  methods: [
    {
      httpMethod: 'GET',
      path: { text: '/', segments: [] },
      resourceId: 'r',
      authorization: 'NONE',
      functionArn: 'arn:function',
      timeoutMs: 100,
    },
  ],
  policy: undefined,
  binaryMediaTypes: [],
};

it('ends the connection of a request over which it breaks, and tells why', async () => {
  const events: CloudEvent[] = [];
  const serve = createFrontDoor(api, {
    invoke: () => Promise.reject(new TypeError('a mistake of the cloud')),
    mayInvoke: () => true,
    verify: () => Promise.reject(new Error('Nothing is signed.')),
    faults: noFaults,
    emit: (event) => events.push(event),
    now: Date.now,
  });
  const { port, close } = await listenOnLoopback(serve, { place: 'test' });
  onTestFinished(close);
  const [error] = await once(request({ port, host: '127.0.0.1', path: '/live/' }).end(), 'error');
  expect(error).toMatchObject({ code: 'ECONNRESET' });
  expect(events.filter(({ type }) => type !== 'api.access')).toEqual([
    {
      type: 'api.failed',
      api: 'Stage/Api',
      method: 'GET',
      path: '/live/',
      errorMessage: expect.stringContaining('TypeError: a mistake of the cloud\n'),
    },
  ]);
});
