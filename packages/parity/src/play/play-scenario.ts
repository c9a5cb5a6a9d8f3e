import { EnvironmentError, UsageError } from '../errors.ts';
import type { HttpRequest, HttpResponse, Send } from '../http/http-message.ts';
import { callOwn } from '../scenario/call-own.ts';
import { findCaptured } from '../scenario/capture.ts';
import type { Request, Scenario, Step } from '../scenario/scenario.ts';
import { toHttpRequest } from '../scenario/to-http-request.ts';
import { type CapturedValues, createCapturedValues, MissingValue } from './captured-values.ts';
import { orHungUp } from './hung-up.ts';
import { nowMs } from './now-ms.ts';
import type { PlayedScenario, PlayedStep, SkippedStep } from './playthrough.ts';
import { race } from './race.ts';
import { settle } from './settle.ts';
import type { Target } from './target.ts';

interface Deps {
  /** Of the target, as browsers state it. */
  readonly origin: string;
  readonly send: Send;
  readonly credentials: Target['credentials'];
  readonly onStep: (step: PlayedStep) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Plays the steps of one scenario in order; a step whose values are missing is skipped, not fatal. */
export async function playScenario(scenario: Scenario, deps: Deps): Promise<PlayedScenario> {
  const startedAtMs = nowMs();
  const values = createCapturedValues();
  values.keep('origin', deps.origin);
  const actor = { ...deps, values };
  const steps: PlayedStep[] = [];
  for (const step of scenario.steps) {
    deps.signal?.throwIfAborted();
    const place = `${scenario.name} > ${step.name}`;
    const played = await playStep(step, place, actor);
    keepCaptures(step, played, { values, place });
    steps.push(played);
    deps.onStep(played);
  }
  return { name: scenario.name, startedAtMs, steps };
}

async function playStep(
  step: Step,
  place: string,
  actor: Deps & { values: CapturedValues },
): Promise<PlayedStep> {
  const { name, rivals = [], settles, expect } = step;
  const { credentials, values, signal } = actor;
  const stated = stateRequest(step, values, place);
  if (stated instanceof MissingValue) return { outcome: stated.outcome, name, reason: stated.message };
  const requests: HttpRequest[] = [];
  for (const sent of [stated, ...rivals.map((rival) => ({ ...stated, ...rival }))]) {
    const request = await address(sent, { credentials, place });
    if (request instanceof MissingValue)
      return { outcome: request.outcome, name, reason: request.message, request: stated };
    requests.push(request);
  }
  const [request] = requests as [HttpRequest];
  const send = step.mayHangUp ? orHungUp(actor.send, signal) : actor.send;
  const startedAtMs = nowMs();
  const { response, settled } = settles
    ? await settle(() => ask(requests, send), {
        ...settles,
        until: (answer) => callOwn(`${place}: its \`until\``, () => settles.until(answer)),
      })
    : { response: await ask(requests, send), settled: true };
  const durationMs = nowMs() - startedAtMs;
  const orderBlind = rivals.length > 0 ? ['body:'] : step.orderBlind;
  const declared = { ...(expect !== undefined && { expect }), ...(orderBlind && { orderBlind }) };
  return { outcome: 'answered', name, ...declared, request, response, settled, startedAtMs, durationMs };
}

function ask(requests: readonly HttpRequest[], send: Send): Promise<HttpResponse> {
  return requests.length > 1 ? race(requests, send) : send(requests[0] as HttpRequest);
}

async function address(
  request: Request,
  { credentials, place }: Pick<Deps, 'credentials'> & { place: string },
): Promise<HttpRequest | MissingValue> {
  const { as } = request;
  const token = as === undefined ? undefined : await findToken(as, credentials, place);
  if (as !== undefined && token === undefined)
    return new MissingValue('no-credential', `no credential \`${as}\` for this target`);
  return toHttpRequest(request, { place, ...(token !== undefined && { token }) });
}

function stateRequest({ request }: Step, values: CapturedValues, place: string): Request | MissingValue {
  if (typeof request !== 'function') return request;
  const what = `${place}: its request function`;
  try {
    const stated = callOwn(what, () => request(values.reader(place)));
    if (typeof stated?.method === 'string') return stated;
  } catch (error) {
    if (error instanceof MissingValue) return error;
    throw error;
  }
  throw new UsageError(
    'scenario.request',
    `${what} returns no request. Return { method, path, … }, and no promise.`,
  );
}

async function findToken(
  name: string,
  credentials: Target['credentials'],
  place: string,
): Promise<string | undefined> {
  try {
    return await credentials?.(name);
  } catch (cause) {
    throw new EnvironmentError(
      'target.credential',
      `${place}: no credential \`${name}\` could be had: ${cause}. Mend what gives it.`,
      { cause },
    );
  }
}

function keepCaptures(
  step: Step,
  played: PlayedStep,
  { values, place }: { values: CapturedValues; place: string },
): void {
  for (const [name, source] of Object.entries(step.capture ?? {})) {
    if (played.outcome !== 'answered') {
      values.miss(name, missing(played, `step ${step.name} was not played (${played.reason})`));
      continue;
    }
    const value = findCaptured(source, played.response, place);
    if (value !== undefined) values.keep(name, value);
    else
      values.miss(
        name,
        new MissingValue(
          'not-reached',
          `the answer ${played.response.status} of step ${step.name} has no ${source}`,
        ),
      );
  }
}

function missing(skipped: SkippedStep, reason: string): MissingValue {
  return new MissingValue(skipped.outcome, reason);
}
