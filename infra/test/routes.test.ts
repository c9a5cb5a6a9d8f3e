import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizeTemplates } from './synthesize.ts';

let templates: ReadonlyMap<string, Template>;
beforeAll(() => {
  templates = synthesizeTemplates();
});

const routes: Readonly<Record<string, Readonly<Record<string, 'NONE' | 'JWT'>>>> = {
  Monolith: { $default: 'NONE' },
  'Split-Flights': {
    'GET /api/flights': 'NONE',
    'HEAD /api/flights': 'NONE',
    'GET /api/flights/{flightId}': 'NONE',
    'HEAD /api/flights/{flightId}': 'NONE',
  },
  'Split-Loyalty': {
    'GET /api/loyalty': 'JWT',
    'HEAD /api/loyalty': 'JWT',
    'GET /api/loyalty/entries': 'JWT',
    'HEAD /api/loyalty/entries': 'JWT',
  },
  'Split-Statistics': {
    'GET /api/flights/{flightId}/statistics': 'NONE',
    'HEAD /api/flights/{flightId}/statistics': 'NONE',
  },
  'Split-Bookings': {
    'POST /api/bookings': 'JWT',
    'GET /api/bookings': 'JWT',
    'HEAD /api/bookings': 'JWT',
    'GET /api/bookings/{bookingId}': 'JWT',
    'HEAD /api/bookings/{bookingId}': 'JWT',
    'PATCH /api/bookings/{bookingId}': 'JWT',
    'DELETE /api/bookings/{bookingId}': 'JWT',
    'GET /api/flights/{flightId}/availability': 'NONE',
    'HEAD /api/flights/{flightId}/availability': 'NONE',
    'GET /api/bookings/{bookingId}/boarding-pass': 'JWT',
    'HEAD /api/bookings/{bookingId}/boarding-pass': 'JWT',
  },
};

/** Of loyalty's private REST API, below. */
const privateRoutes = ['/POST/internal/loyalty/*/debits', '/POST/internal/loyalty/*/refunds'];

describe.each(Object.keys(routes))('%s', (stack) => {
  it('has exactly these routes, guarded so', () => {
    const found = listProperties(stack, 'AWS::ApiGatewayV2::Route').map((route) => [
      route.RouteKey,
      route.AuthorizationType,
    ]);
    expect(Object.fromEntries(found)).toEqual(routes[stack]);
  });

  it('lets API Gateway invoke a function by one permission a route, which names method and path', () => {
    const permitted = listProperties(stack, 'AWS::Lambda::Permission')
      .filter(({ Principal }) => Principal === 'apigateway.amazonaws.com')
      .map(({ SourceArn }) => (SourceArn as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1].at(-1))
      .filter((path) => !privateRoutes.includes(`${path}`));
    const wanted = Object.keys(routes[stack] ?? {}).map((routeKey) => `/*/${routeKey.replace(' ', '')}`);
    expect(permitted.toSorted()).toEqual(wanted.toSorted());
  });

  it('runs its functions on arm64 and nodejs24.x, with JSON logs', () => {
    for (const properties of listProperties(stack, 'AWS::Lambda::Function')) {
      expect(properties).toMatchObject({
        Architectures: ['arm64'],
        Runtime: 'nodejs24.x',
        LoggingConfig: { LogFormat: 'JSON' },
      });
    }
  });

  it('keeps every log for a month', () => {
    for (const { RetentionInDays } of listProperties(stack, 'AWS::Logs::LogGroup'))
      expect(RetentionInDays).toBe(30);
  });
});

describe('the front doors', () => {
  it.each(['Monolith', 'Split'])('%s throttles its stage, logs access, and says its URL', (stack) => {
    expect(listProperties(stack, 'AWS::ApiGatewayV2::Stage')).toMatchObject([
      {
        StageName: '$default',
        DefaultRouteSettings: { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 },
        AccessLogSettings: { Format: expect.stringContaining('$context.routeKey') },
      },
    ]);
    expect(templates.get(stack)?.findOutputs('Url')).toHaveProperty('Url');
  });

  it('gives each service a table of its own, and the lith all of them', () => {
    const count = (stack: string) => listProperties(stack, 'AWS::DynamoDB::GlobalTable').length;
    const services = ['Split-Flights', 'Split-Loyalty', 'Split-Bookings', 'Split-Statistics'];
    expect([count('Split'), ...services.map(count), count('Monolith')]).toEqual([0, 1, 1, 1, 1, 4]);
  });
});

function listProperties(stack: string, type: string): Record<string, unknown>[] {
  return Object.values(templates.get(stack)?.findResources(type) ?? {}).map(({ Properties }) => Properties);
}
