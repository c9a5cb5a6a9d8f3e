import type { HeaderLine, Json, Playthrough } from '../../src/index.ts';

/** An answer as a test states it; a body that is no bytes is sent as JSON. */
export interface StatedAnswer {
  readonly status?: number;
  readonly headers?: readonly HeaderLine[];
  readonly body?: Json | Uint8Array;
}

/** A playthrough of one scenario, `scenario`, with the steps `step 0`, `step 1`, …, one for each answer. */
export function toPlaythrough(answers: readonly StatedAnswer[], target = 'http://api.test'): Playthrough {
  return {
    target,
    scenarios: [
      {
        name: 'scenario',
        startedAtMs: 0,
        steps: answers.map(({ status = 200, headers = [], body }, index) => ({
          outcome: 'answered',
          name: `step ${index}`,
          request: { method: 'GET', path: '/things', headers: [] },
          response: toResponse(status, headers, body),
          startedAtMs: 0,
          durationMs: 1,
        })),
      },
    ],
  };
}

function toResponse(status: number, headers: readonly HeaderLine[], body: StatedAnswer['body']) {
  if (body instanceof Uint8Array) return { status, headers, body };
  const bytes = body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(body));
  return { status, headers: [['content-type', 'application/json'] as const, ...headers], body: bytes };
}
