import { defineScenario } from '../scenario/define-scenario.ts';
import type { Captured, Request, Scenario, Step } from '../scenario/scenario.ts';
import type { Edge } from './edges/edge.ts';
import { edges } from './edges/edges.ts';
import { createRandom, type Random } from './random.ts';
import { listMethodsByPath, parseRoute, type RouteToPlay, toScenarioName } from './route-to-play.ts';
import { createSample, drawPath, type KnownValues } from './sample.ts';

/** How requests are made up. */
export interface GenerateOptions {
  /** The same seed makes the same requests. Default `unlith`. */
  readonly seed?: string;
  /** Requests a route with random values of its parameters. Default 3. */
  readonly random?: number;
  /** Values that the app knows, by name of the path parameter, percent-encoded: `{ bookingId: ['01J…'] }`. */
  readonly values?: KnownValues;
  /** Send only these methods: `['GET', 'HEAD', 'OPTIONS']` for an API with real data behind it. Default: any. */
  readonly methods?: readonly string[];
}

/**
 * One scenario a route: a plain request, random ones, methods that the route does not have, and every edge that suits it. At least
 * 20 requests a route, the same ones in each run.
 *
 * @example
 * const { routes } = await readManifest('out/manifest.json');
 * const report = await runParity({ baseline, calibration, candidate, scenarios: generateScenarios(routes) });
 */
export function generateScenarios(
  routes: readonly RouteToPlay[],
  { seed = 'unlith', random: randomRequests = 3, values: known = {}, methods }: GenerateOptions = {},
): Scenario[] {
  const names = new Set<string>();
  const taken = listMethodsByPath(routes, known);
  return routes.flatMap((route) => {
    const random = createRandom(`${seed}/${route.id}`);
    const steps = listSteps(route, { known, random, randomRequests, taken }).filter(
      ({ request: { method } }) => methods?.includes(method) ?? true,
    );
    return steps.length === 0
      ? []
      : [defineScenario({ name: toScenarioName(route.id, names), steps: steps.map(toStep) })];
  });
}

interface Deps {
  readonly known: KnownValues;
  readonly random: Random;
  readonly randomRequests: number;
  readonly taken: ReadonlyMap<string, ReadonlySet<string>>;
}

interface GeneratedStep extends Pick<Edge, 'name' | 'headersFrom' | 'mayHangUp'> {
  readonly request: Request;
}

const carriers = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** Plain first: later steps use its answer. Methods that the path does not have come last, what they do is nobody's business. */
function listSteps(route: RouteToPlay, { known, random, randomRequests, taken }: Deps): GeneratedStep[] {
  const { method: own, templates } = parseRoute(route);
  const method = own === 'ANY' ? 'GET' : own;
  const carrier = own === 'ANY' ? 'POST' : method;
  const [template = [], ...others] = templates;
  const sample = createSample(template, { known, random: random.fork('sample') });
  const draw = random.fork('paths');
  const suitable = edges.filter(({ carriersOnly }) => !carriersOnly || carriers.includes(carrier));
  const offered = taken.get(sample.path) ?? new Set();
  return [
    { name: 'plain', request: { method, path: sample.path } },
    ...others.map((other, index) => ({
      name: `plain-${index + 2}`,
      request: { method, path: createSample(other, { known, random }).path },
    })),
    ...Array.from({ length: randomRequests }, (_, index) => ({
      name: `random-${index + 1}`,
      request: { method, path: drawPath(template, { known, random: draw }) },
    })),
    ...suitable.map((edge) => applyEdge(edge, sample, edge.body ? carrier : method)),
    ...['GET', ...carriers]
      .filter((other) => own !== 'ANY' && !offered.has('ANY') && !offered.has(other))
      .map((other) => ({
        name: `method-${other.toLowerCase()}`,
        request: { method: other, path: sample.path },
      })),
  ];
}

function applyEdge(edge: Edge, sample: ReturnType<typeof createSample>, method: string): GeneratedStep {
  const { name, headers, headersFrom, mayHangUp } = edge;
  const request = {
    method: edge.method ?? method,
    path: edge.path?.(sample) ?? sample.path,
    ...edge.body,
    ...(headers && { headers }),
  };
  return { name, request, ...(headersFrom && { headersFrom }), ...(mayHangUp && { mayHangUp }) };
}

function toStep({ headersFrom, ...step }: GeneratedStep): Step {
  const { name, request } = step;
  if (name === 'plain') return { ...step, capture: { etag: 'header:etag' } };
  if (!headersFrom) return step;
  return {
    ...step,
    request: (captured) => ({ ...request, headers: headersFrom(orNothing(captured)) ?? {} }),
  };
}

/** What the plain answer did not hold is left out, instead of the whole step. */
function orNothing(captured: Captured): Captured {
  return new Proxy(captured, {
    get(target, name) {
      try {
        return Reflect.get(target, name);
      } catch {
        return undefined;
      }
    },
  });
}
