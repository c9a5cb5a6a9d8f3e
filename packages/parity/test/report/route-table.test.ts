import { describe, expect, it } from 'vitest';
import { createRouteTable } from '../../src/report/route-table.ts';

describe('the route table', () => {
  const findRouteKey = createRouteTable([
    '$default',
    'ANY /api/{proxy+}',
    'GET /api/flights',
    'GET /api/flights/{flightId}',
    'GET /api/flights/cheapest',
    'ANY /api/flights/{flightId}',
    'GET /api/flights/{flightId}/availability',
    'GET /v1.0/(x)',
  ]);
  it.each([
    ['GET', '/api/flights', 'GET /api/flights'],
    ['GET', '/api/flights?from=LHR', 'GET /api/flights'],
    ['GET', '/api/%66lights', 'GET /api/flights'],
    ['GET', '/api/flights/1', 'GET /api/flights/{flightId}'],
    ['GET', '/api/flights/a%2Fb', 'GET /api/flights/{flightId}'],
    ['GET', '/api/flights/%', 'GET /api/flights/{flightId}'],
    ['GET', '/api/flights/cheapest', 'GET /api/flights/cheapest'],
    ['PUT', '/api/flights/1', 'ANY /api/flights/{flightId}'],
    ['GET', '/api/flights/1/availability', 'GET /api/flights/{flightId}/availability'],
    ['GET', '/api/flights/1/crew', 'ANY /api/{proxy+}'],
    ['GET', '/v1.0/(x)', 'GET /v1.0/(x)'],
    ['GET', '/v1a0/(x)', '$default'],
    ['GET', '/API/flights', '$default'],
    ['GET', '/', '$default'],
  ])('%s %s belongs to %s', (method, path, routeKey) => {
    expect(findRouteKey(method, path)).toBe(routeKey);
  });
});
