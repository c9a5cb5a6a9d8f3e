import { describe, expect, it } from 'vitest';
import { createTestFunction } from './function.ts';

describe('answers', () => {
  it.each([
    ['answers.nested.handler', 'nodejs24.x', 'nested'],
    ['answers.sync', 'nodejs24.x', 'sync'],
    ['answers.nothing', 'nodejs24.x', null],
    ['commonjs.handler', 'nodejs24.x', { format: 'commonjs', type: 'object' }],
    ['plain.handler', 'nodejs24.x', { format: 'js', file: 'plain.js' }],
    ['answers.withCallback', 'nodejs22.x', 'called back'],
    ['answers.afterLoop', 'nodejs22.x', { isLate: true }],
    ['answers.nested.handler', 'nodejs22.x', 'nested'],
  ])('%s on %s', async (handler, runtime, expected) => {
    expect(await createTestFunction({ handler, runtime }).invoke()).toEqual(expected);
  });

  it('are made in an environment built from nothing', async () => {
    const { invoke } = createTestFunction();
    const answer = (await invoke({ a: 'ü' })) as Record<string, unknown>;
    expect(answer).toMatchObject({
      event: { a: 'ü' },
      requestId: 'request-1',
      directory: expect.stringContaining('fixtures/functions'),
    });
    expect(answer.remainingMs).toBeLessThanOrEqual(60_000);
    expect(answer.remainingMs).toBeGreaterThan(30_000);
    expect(answer.variables).toMatchObject({
      TABLE: 'flights',
      AWS_ACCESS_KEY_ID: 'ASIATEST',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_LAMBDA_FUNCTION_NAME: 'test-function',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      _X_AMZN_TRACE_ID: 'Root=1-0-0',
    });
    const inherited = Object.keys(answer.variables as object).filter((name) =>
      /^(HOME|npm_|VITEST)/.test(name),
    );
    expect(inherited).toEqual([]);
  });
});

describe('errors', () => {
  it.each([
    ['answers.throws', 'RangeError', 'out of range'],
    ['answers.rejectsText', 'string', 'just text'],
    ['answers.crashesLater', 'TypeError', 'nobody catches this'],
    ['answers.exits', 'Runtime.ExitError', 'Runtime exited with error: exit status 7'],
    ['answers.missing', 'Runtime.HandlerNotFound', 'answers.missing is undefined or not exported'],
    ['nowhere.handler', 'Runtime.ImportModuleError', "Error: Cannot find module 'nowhere'"],
    ['missing-module.handler', 'Runtime.ImportModuleError', /Cannot find module 'no-such-module'/],
    ['syntax.handler', 'Runtime.UserCodeSyntaxError', /SyntaxError/],
    ['answers', 'Runtime.MalformedHandlerName', 'Bad handler answers'],
    ['answers.withCallback', 'Runtime.CallbackHandlerDeprecated', /callback-based/],
    ['init-throws.handler', 'Error', 'no table name'],
    ['exits-at-init.handler', 'Runtime.ExitError', 'Runtime exited with error: exit status 3'],
  ])('%s: %s', async (handler, errorType, message) => {
    const expected = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(await createTestFunction({ handler }).invoke()).toEqual({ errorType, errorMessage: expected });
  });

  it('leave the environment in use when the handler threw, and end it when the process is lost', async () => {
    const thrower = createTestFunction({ handler: 'answers.throws' });
    await thrower.invoke();
    await thrower.invoke();
    expect(started(thrower)).toHaveLength(1);
    const leaver = createTestFunction({ handler: 'answers.exits' });
    await leaver.invoke();
    await leaver.invoke();
    expect(started(leaver)).toHaveLength(2);
  });

  it('a timeout kills the environment; the next invocation gets a fresh one', async () => {
    const slow = createTestFunction({ handler: 'answers.never', timeoutMs: 300 });
    const timeout = {
      errorType: 'Sandbox.Timedout',
      errorMessage: 'RequestId: request-1 Error: Task timed out after 0.30 seconds',
    };
    expect(await slow.invoke()).toEqual(timeout);
    expect(await slow.invoke()).toMatchObject({ errorType: 'Sandbox.Timedout' });
    expect(new Set(started(slow)).size).toBe(2);
  });

  it.each([
    [60_000, 'ready'],
    [300, expect.objectContaining({ errorType: 'Sandbox.Timedout' })],
  ])('INIT beyond its limit is run again, under a timeout of %i ms', async (timeoutMs, expected) => {
    const slow = createTestFunction({ handler: 'slow-init.handler', timeoutMs }, { initLimitMs: 300 });
    expect(await slow.invoke()).toEqual(expected);
    expect(slow.events.filter(({ type }) => type === 'lambda.environment-stopped')).not.toEqual([]);
  });

  it('an environment killed from outside is Runtime.ExitError', async () => {
    const killed = createTestFunction(
      { handler: 'answers.never' },
      {
        onEvent: (event) => {
          if (event.type === 'lambda.invocation-started') process.kill(event.pid, 'SIGKILL');
        },
      },
    );
    expect(await killed.invoke()).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: 'Runtime exited with error: signal: SIGKILL',
    });
  });

  it('an answer beyond 6 MB is refused, the environment stays', async () => {
    const large = createTestFunction({ handler: 'answers.large' });
    expect(await large.invoke({ bytes: 6 * 1024 * 1024 + 99 })).toMatchObject({
      errorType: 'Function.ResponseSizeTooLarge',
    });
    expect(await large.invoke({ bytes: 6 * 1024 * 1024 + 98 })).toHaveLength(6 * 1024 * 1024 + 98);
    expect(started(large)).toHaveLength(1);
  });
});

describe('environments', () => {
  it('are reused while idle', async () => {
    const { invoke } = createTestFunction();
    for (const invocations of [1, 2, 3]) expect(await invoke()).toMatchObject({ invocations });
  });

  it('are added while busy', async () => {
    const busy = createTestFunction({ handler: 'answers.never' });
    for (let count = 0; count < 3; count++) void busy.invoke();
    const listBusy = () => [...busy.fleet.environments].filter(({ state }) => state === 'busy');
    await expect.poll(listBusy).toHaveLength(3);
  });

  it('serve a queue beyond the cap of this machine', async () => {
    const busy = createTestFunction({ handler: 'answers.busy' }, { maxEnvironments: 2 });
    const pids = await Promise.all([1, 2, 3, 4, 5, 6].map(() => busy.invoke({ ms: 5 })));
    expect(new Set(pids).size).toBeLessThanOrEqual(2);
  });

  it('are throttled beyond the concurrency of the function', async () => {
    const busy = createTestFunction({ handler: 'answers.busy', concurrency: 1 });
    const first = busy.invoke({ ms: 50 });
    await expect(busy.invoke()).rejects.toMatchObject({ reason: 'throttled' });
    await first;
  });

  it('start cold after they were retired', async () => {
    const { invoke, fleet } = createTestFunction();
    await invoke();
    await expect.poll(() => [...fleet.environments].map(({ state }) => state)).toEqual(['idle']);
    fleet.retire();
    expect(await invoke()).toMatchObject({ invocations: 1 });
  });

  it('tell what they do, in order', async () => {
    const { invoke, events } = createTestFunction({ handler: 'answers.logs' });
    await invoke();
    const types = events.filter(({ type }) => type !== 'lambda.log').map(({ type }) => type);
    expect(types).toEqual([
      'lambda.environment-started',
      'lambda.invocation-started',
      'lambda.invocation-finished',
    ]);
    const lines = () => events.flatMap((event) => (event.type === 'lambda.log' ? [event.line] : []));
    await expect.poll(() => lines().toSorted()).toEqual(['first', 'second', 'third']);
  });
});

function started({ events }: ReturnType<typeof createTestFunction>): number[] {
  return events.flatMap((event) => (event.type === 'lambda.environment-started' ? [event.pid] : []));
}
