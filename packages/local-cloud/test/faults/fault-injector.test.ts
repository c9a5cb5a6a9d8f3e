import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { CloudEvent } from '../../src/events.ts';
import type { Fault, FaultPlan } from '../../src/faults/fault.ts';
import { createFaultInjector } from '../../src/faults/fault-injector.ts';
import type { FaultPoints } from '../../src/faults/fault-points.ts';

const names = ['Split-Bookings/Create', 'Split-Loyalty/Table', 'Split-Loyalty/Queue'];
const name = fc.constantFrom(...names);
const pattern = fc.constantFrom('*', 'Split-Bookings/*', '*Table', 'nothing');
const occasion = {
  probability: fc.double({ min: 0, max: 1, noNaN: true }),
  skip: fc.nat(5),
  limit: fc.nat(10),
};
const afterCalls = fc.integer({ min: 1, max: 3 });
const delayMs = fc.nat(100);
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constant('kill-environment' as const),
    function: pattern,
    when: fc.constant('before' as const),
    ...occasion,
  }),
  fc.record({
    kind: fc.constant('kill-environment' as const),
    function: pattern,
    when: fc.constant('during' as const),
    afterCalls,
    ...occasion,
  }),
  fc.record({
    kind: fc.constant('kill-environment' as const),
    when: fc.constant('after' as const),
    ...occasion,
  }),
  fc.record({ kind: fc.constant('throttle-table' as const), table: pattern, ...occasion }),
  fc.record({ kind: fc.constant('slow-table' as const), table: pattern, delayMs, ...occasion }),
  fc.record({
    kind: fc.constant('crash-database' as const),
    operations: fc.subarray(['PutItem', 'Query']),
    ...occasion,
  }),
  fc.record({ kind: fc.constant('refuse-api' as const), api: pattern, ...occasion }),
  fc.record({ kind: fc.constant('delay-api' as const), delayMs, ...occasion }),
  fc.record({ kind: fc.constant('duplicate-delivery' as const), name: pattern, ...occasion }),
  fc.record({
    kind: fc.constant('delay-delivery' as const),
    channel: fc.constantFrom('queue' as const, 'pipe' as const),
    delayMs,
    ...occasion,
  }),
  fc.record({ kind: fc.constant('reorder-delivery' as const), withinMs: delayMs, ...occasion }),
);
const plan: fc.Arbitrary<FaultPlan> = fc.record({
  seed: fc.nat(),
  faults: fc.array(fault, { maxLength: 6 }),
});

type Point = (points: FaultPoints, kill: (key: string) => void) => unknown;
const key = fc.constantFrom('ASIA1', 'ASIA2');
const environment = (accessKeyId: string, target: string, kill: (key: string) => void) => ({
  names: [target],
  accessKeyId,
  kill: () => kill(accessKeyId),
});
const point: fc.Arbitrary<Point> = fc.oneof(
  fc.tuple(name, fc.constantFrom('queue', 'rule', 'pipe', 'mapping')).map(
    ([target, channel]): Point =>
      (points) =>
        points.planDelivery({ names: [target], channel }),
  ),
  fc.tuple(name, fc.constantFrom('PutItem', 'Query')).map(
    ([target, operation]): Point =>
      (points) =>
        points.findTableFault({ names: [target], operation }),
  ),
  name.map(
    (target): Point =>
      (points) =>
        points.findApiFault({ names: [target] }),
  ),
  fc.tuple(key, name).map(
    ([id, target]): Point =>
      (points, kill) =>
        points.startInvocation(environment(id, target, kill)),
  ),
  key.map(
    (id): Point =>
      (points) =>
        points.finishCall(id),
  ),
  fc.tuple(key, name).map(
    ([id, target]): Point =>
      (points, kill) =>
        points.finishInvocation(environment(id, target, kill)),
  ),
);

/** Everything that becomes visible when points are reached one after the other. */
function play(plans: readonly FaultPlan[], points: readonly Point[]) {
  const events: CloudEvent[] = [];
  const kills: string[] = [];
  const injector = createFaultInjector({ emit: (event) => events.push(event), hasDatabaseFile: true });
  const injected = plans.map((each) => injector.inject(each));
  const decisions = points.map((reach) => reach(injector.points, (id) => kills.push(id)));
  return { decisions, kills, events, strikes: injected.map(({ countStrikes }) => countStrikes()) };
}

describe('laws', () => {
  it('the same seed and the same points give the same decisions', () => {
    fc.assert(
      fc.property(plan, fc.array(point, { maxLength: 60 }), (faults, points) => {
        expect(play([faults], points)).toEqual(play([faults], points));
      }),
    );
  });

  it('how often a plan strikes does not depend on another plan', () => {
    fc.assert(
      fc.property(plan, plan, fc.array(point, { maxLength: 60 }), (one, other, points) => {
        expect(play([one, other], points).strikes[0]).toEqual(play([one], points).strikes[0]);
      }),
    );
  });

  it('a delivery is never lost, and every strike is told', () => {
    fc.assert(
      fc.property(plan, fc.array(point, { maxLength: 60 }), (faults, points) => {
        const { decisions, events, strikes } = play([faults], points);
        for (const decision of decisions.filter(Array.isArray)) expect(decision.length).toBeGreaterThan(0);
        const total = Object.values(strikes[0] ?? {}).reduce((sum, count) => sum + count, 0);
        expect(events.filter(({ type }) => type === 'fault.struck')).toHaveLength(total);
      }),
    );
  });

  it('a chance is met about as often as it says', () => {
    const faults: Fault[] = [{ kind: 'refuse-api', probability: 0.25 }];
    for (const seed of [0, 1, 7, 4_294_967_296]) {
      const points = Array.from({ length: 4_000 }, (): Point => (all) => all.findApiFault({ names: ['x'] }));
      const [strikes] = play([{ seed, faults }], points).strikes;
      expect(strikes?.['refuse-api']).toBeGreaterThan(900);
      expect(strikes?.['refuse-api']).toBeLessThan(1_100);
    }
  });
});

const api = (...faults: Fault[]) => {
  const injector = createFaultInjector({ emit: () => {}, hasDatabaseFile: false });
  const injected = injector.inject({ seed: 1, faults });
  return {
    ...injected,
    ask: (target = 'Stage/Api') => injector.points.findApiFault({ names: [target] })?.kind,
  };
};

describe('occasions', () => {
  it.each<[string, Fault, (string | undefined)[]]>([
    ['always', { kind: 'refuse-api' }, ['refuse', 'refuse', 'refuse']],
    ['never', { kind: 'refuse-api', probability: 0 }, [undefined, undefined, undefined]],
    ['skip', { kind: 'refuse-api', skip: 2 }, [undefined, undefined, 'refuse']],
    ['limit', { kind: 'refuse-api', limit: 1 }, ['refuse', undefined, undefined]],
    ['skip and limit', { kind: 'refuse-api', skip: 1, limit: 1 }, [undefined, 'refuse', undefined]],
    ['another name', { kind: 'refuse-api', api: 'Other/*' }, [undefined, undefined, undefined]],
    ['a pattern', { kind: 'refuse-api', api: 'St?ge/*' }, ['refuse', 'refuse', 'refuse']],
    ['refuse before delay', { kind: 'delay-api', delayMs: 5 }, ['delay', 'delay', 'delay']],
  ])('%s', (_, single, expected) => {
    const { ask } = api(single);
    expect([ask(), ask(), ask()]).toEqual(expected);
  });

  it('a fault that is stopped strikes no more, and its count stays', () => {
    const { ask, stop, countStrikes } = api({ kind: 'refuse-api' });
    ask();
    stop();
    expect([ask(), countStrikes()]).toEqual([undefined, { 'refuse-api': 1 }]);
  });
});

describe('points', () => {
  const inject = (...faults: Fault[]) => {
    const injector = createFaultInjector({ emit: () => {}, hasDatabaseFile: true });
    injector.inject({ seed: 1, faults });
    return injector.points;
  };
  const queue = { names: ['Q'], channel: 'queue' as const };

  it.each<[string, Fault[], number[]]>([
    ['nothing', [], [0]],
    ['a copy', [{ kind: 'duplicate-delivery' }], [0, 0]],
    ['two copies', [{ kind: 'duplicate-delivery' }, { kind: 'duplicate-delivery' }], [0, 0, 0]],
    ['late', [{ kind: 'delay-delivery', delayMs: 40 }], [40]],
    ['a late copy', [{ kind: 'duplicate-delivery' }, { kind: 'delay-delivery', delayMs: 40 }], [40, 40]],
    ['another channel', [{ kind: 'delay-delivery', delayMs: 40, channel: 'pipe' }], [0]],
  ])('deliveries: %s', (_, faults, expected) => {
    expect(inject(...faults).planDelivery(queue)).toEqual(expected);
  });

  it('reordering draws a time below its bound for each delivery', () => {
    const points = inject({ kind: 'reorder-delivery', withinMs: 50 });
    const delays = Array.from({ length: 100 }, () => points.planDelivery(queue)[0] ?? -1);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...delays)).toBeLessThan(50);
    expect(new Set(delays).size).toBeGreaterThan(20);
  });

  it('the n-th call of an invocation is counted for each environment and invocation alone', () => {
    const points = inject({ kind: 'kill-environment', when: 'during', afterCalls: 2 });
    const killed: string[] = [];
    const [one, two] = ['one', 'two'].map((id) => environment(id, 'f', () => killed.push(id)));
    if (!one || !two) throw new Error('There are two.');
    points.startInvocation(one);
    points.startInvocation(two);
    points.finishCall('one');
    points.finishCall('two');
    points.finishInvocation(one);
    points.startInvocation(one);
    points.finishCall('one');
    points.finishCall('nobody');
    expect(killed).toEqual([]);
    points.finishCall('two');
    expect(killed).toEqual(['two']);
  });

  it.each<[string, (points: FaultPoints) => void]>([
    ['was killed', (points) => points.finishCall('one')],
    ['is gone for another reason', (points) => points.endEnvironment('one')],
  ])('a call on its way when its environment %s strikes nothing', (_why, end) => {
    const points = inject({ kind: 'kill-environment', when: 'during' });
    const kill = vi.fn();
    points.startInvocation(environment('one', 'f', kill));
    end(points);
    kill.mockClear();
    points.finishCall('one');
    expect(kill).not.toHaveBeenCalled();
  });
});

it('a database without a file cannot be crashed', () => {
  const injector = createFaultInjector({ emit: () => {}, hasDatabaseFile: false });
  expect(() => injector.inject({ seed: 1, faults: [{ kind: 'crash-database' }] })).toThrow(
    expect.objectContaining({ code: 'faults.no-database-file' }),
  );
});
