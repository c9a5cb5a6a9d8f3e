import { bookingsService, services } from '@unlith/microservices';
import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { listPlacements, readPlacement } from '../src/placement.ts';
import { planNatives } from '../src/plan-natives.ts';
import { StageSettingsError } from '../src/stage-settings-error.ts';
import { synthesizeTemplates } from './synthesize.ts';

const namesOf = (placement: Parameters<typeof planNatives>[1]) =>
  planNatives(services, placement).functions.map(({ name }) => name);

describe('native functions', () => {
  it.each<[string, Parameters<typeof planNatives>[1], readonly string[]]>([
    ['nothing native', { 'GET /api/flights': 'extracted' }, []],
    ['a route that reads', { 'GET /api/flights': 'native' }, ['list-flights']],
    [
      'a route that writes: whoever hears of it, and whose private routes it calls',
      { 'DELETE /api/bookings/{bookingId}': 'native' },
      ['refund-points', 'accrue-points', 'cancel-booking', 'record-statistics'],
    ],
    [
      'a route that pays',
      { 'POST /api/bookings': 'native', 'GET /api/loyalty': 'native' },
      [
        'get-account',
        'debit-points',
        'refund-points',
        'accrue-points',
        'create-booking',
        'record-statistics',
      ],
    ],
  ])('%s', (_, placement, names) => {
    expect(namesOf(placement)).toEqual(names);
  });

  it('never include the native sweep: the lith’s own stays', () => {
    for (const name of listPlacements()) expect(namesOf(readPlacement(name))).not.toContain('sweep-payments');
  });

  it('have their writes told by the service that publishes them', () => {
    const { publishers } = planNatives(services, readPlacement('bookings-native'));
    expect(publishers).toEqual([bookingsService]);
    expect(planNatives(services, { 'GET /api/bookings': 'native' }).publishers).toEqual([]);
  });

  it('must be there for a route that is placed native', () => {
    expect(() => namesOf({ 'GET /': 'native' })).toThrow(StageSettingsError);
    expect(() => namesOf({ 'GET /': 'native' })).toThrow(
      'GET / is placed "native", but no native function serves it',
    );
  });
});

describe.each(listPlacements())('placement %s', (name) => {
  const placement = readPlacement(name);
  const template = synthesizeTemplates({ placement: name }).get('Strangler') as Template;
  const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route')).map(
    ({ Properties }) => Properties,
  );

  it('gives a route key to what has left the lith, and to its HEAD', () => {
    const left = Object.keys(placement).filter((routeKey) => placement[routeKey] !== 'lith');
    const wanted = left.flatMap((routeKey) =>
      routeKey.startsWith('GET') ? [routeKey, routeKey.replace('GET', 'HEAD')] : [routeKey],
    );
    expect(routes.map(({ RouteKey }) => RouteKey)).toEqual(expect.arrayContaining([...wanted, '$default']));
  });

  it('guards native routes as the split does, and no others', () => {
    const jwt = services
      .flatMap(({ functions }) => functions.filter(({ auth }) => auth === 'jwt'))
      .flatMap(({ routeKeys }) => routeKeys);
    for (const { RouteKey, AuthorizationType } of routes) {
      const isNative = placement[RouteKey.replace('HEAD', 'GET')] === 'native';
      expect([RouteKey, AuthorizationType]).toEqual([
        RouteKey,
        isNative && jwt.includes(RouteKey) ? 'JWT' : 'NONE',
      ]);
    }
  });

  it('has events and loyalty’s private API exactly when native bookings need them', () => {
    const needed = placement['POST /api/bookings'] === 'native' ? 1 : 0;
    template.resourceCountIs('AWS::Pipes::Pipe', needed);
    template.resourceCountIs('AWS::Events::EventBus', needed);
    template.resourceCountIs('AWS::ApiGateway::RestApi', needed);
    template.resourceCountIs('AWS::Lambda::EventSourceMapping', 2 * needed);
  });

  it('keeps one set of tables and the lith’s schedule', () => {
    template.resourceCountIs('AWS::DynamoDB::GlobalTable', 4);
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(5 minutes)' });
  });
});
