import { describe, expect, it } from 'vitest';
import { lithDescription } from '../src/description.ts';
import { useTestApp } from './use-test-app.ts';

const test = useTestApp();
const gatewayNotFound = '{"message":"Not Found"}';

describe('every described route is served', () => {
  const { apiRouteKeys, pageRouteKeys } = lithDescription;
  it.each([...apiRouteKeys, ...pageRouteKeys])('%s', async (routeKey) => {
    const [method = '', path = ''] = routeKey.replace('{proxy+}', 'styles.css').split(' ');
    const answer = await test.asAlice(method, path.replace(/\{\w+\}/, 'x'));
    expect(answer.text).not.toBe(gatewayNotFound);
    expect(answer.headers).toHaveProperty('x-request-id');
  });
});
