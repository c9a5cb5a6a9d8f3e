import { type Manifest, type ManifestFunction, readManifestSync } from '@unlith/splitter/manifest';
import { HttpApi, type HttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IGrantable, IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { EveryFunction } from './every-function.ts';
import { uniteGranted } from './function-permissions.ts';
import { addFunctionRoutes } from './function-routes.ts';
import { type PlannedRoute, planRoutes, resolveByRoute } from './plan-routes.ts';
import { SplitApiError } from './split-api-error.ts';
import type { NativeRoute, SplitApiProps } from './split-api-props.ts';
import { SplitFunction } from './split-function.ts';

/**
 * An HTTP API over the functions of a split: one Lambda function with a role of its own for each that some route needs, one
 * integration a function, one permission a route, and the lith behind `$default`.
 *
 * @example
 * const airline = new SplitApi(this, 'Airline', {
 *   manifest: 'split/manifest.json',
 *   tables: { BOOKINGS_TABLE: bookings },
 *   environment: { JWT_ISSUER: 'https://login.example.com' },
 * });
 * new CfnOutput(this, 'Url', { value: airline.api.apiEndpoint });
 */
export class SplitApi extends Construct implements IGrantable {
  readonly api: HttpApi;
  readonly manifest: Manifest;
  /** The split's functions by name, as far as routes need them. */
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  /** The lith, behind `$default`. */
  readonly fallback: LambdaFunction;
  /** The API's routes by route key. */
  readonly routes: ReadonlyMap<string, HttpRoute>;
  /** All of the split's functions at once: `table.grantReadData(airline)`. Native functions are not among them. */
  readonly grantPrincipal: IPrincipal;
  readonly #targets: ReadonlyMap<string, IFunction>;

  /**
   * @throws {ManifestError} for a manifest that is none.
   * @throws {SplitApiError} for a placement, permission or authorizer that does not fit the manifest.
   */
  constructor(scope: Construct, id: string, props: SplitApiProps) {
    super(scope, id);
    this.manifest = readManifestSync(props.manifest);
    this.api = props.api ?? new HttpApi(this, 'Api', props.apiProps);
    const planned = planRoutes(this.manifest, props.placements);
    this.functions = this.#createFunctions(planned, props);
    this.fallback = this.functions.get(this.manifest.fallback) as LambdaFunction;
    this.grantPrincipal = new EveryFunction([...this.functions.values()].map((each) => each.grantPrincipal));
    const targets = planned.map((route) => [route.routeKey, this.#resolveTarget(route)] as const);
    this.#targets = new Map(targets.map(([routeKey, target]) => [routeKey, target.function]));
    this.routes = this.#addRoutes(new Map(targets), props);
  }

  /**
   * The function that answers a route key, be it extracted, native or, for a key that stays there, the lith.
   *
   * @throws {SplitApiError} for a key of no route.
   */
  function(routeKey: string): IFunction {
    const target = this.#targets.get(routeKey);
    if (target) return target;
    const isKept = this.manifest.routes.some(({ routeKeys }) => routeKeys.includes(routeKey));
    if (isKept) return this.fallback;
    throw new SplitApiError(
      `${this.node.path} has no route ${routeKey}: its manifest knows ${this.manifest.routes.flatMap(({ routeKeys }) => routeKeys).join(', ')}.`,
    );
  }

  /** Adds routes of a function of one's own beside those of the split. */
  addRoutes(routeKeys: readonly string[], { function: target, authorizer }: NativeRoute): HttpRoute[] {
    const routes = routeKeys.map((routeKey) => ({ routeKey, authorizer }));
    return addFunctionRoutes(this, { api: this.api, function: target, routes });
  }

  /** Requests to the API. */
  metricCount(options?: MetricOptions): Metric {
    return this.api.metricCount(options);
  }

  /** Milliseconds from a request's arrival at the API to its answer. */
  metricLatency(options?: MetricOptions): Metric {
    return this.api.metricLatency(options);
  }

  /** Answers with a status of 4xx. */
  metricClientError(options?: MetricOptions): Metric {
    return this.api.metricClientError(options);
  }

  /** Answers with a status of 5xx. */
  metricServerError(options?: MetricOptions): Metric {
    return this.api.metricServerError(options);
  }

  /** Requests that the lith still answers. */
  metricFallback(options?: MetricOptions): Metric {
    return this.fallback.metricInvocations(options);
  }

  #createFunctions(planned: readonly Planned[], props: SplitApiProps): Map<string, LambdaFunction> {
    const needed = new Set(planned.map(({ target }) => target));
    return new Map(
      this.#listDeployed(planned)
        .filter(({ name }) => needed.has(name))
        .map((described) => [described.name, this.#createFunction(described, props)]),
    );
  }

  #createFunction(described: ManifestFunction, props: SplitApiProps): LambdaFunction {
    const functionProps = { ...props.functionProps, ...props.functionPropsByName?.[described.name] };
    const splitProps = { ...props, split: this.manifest, described, functionProps };
    return new SplitFunction(this, described.name, splitProps).lambda;
  }

  /** The functions as they are deployed: the lith may do what those may in whose place it answers. */
  #listDeployed(planned: readonly Planned[]): ManifestFunction[] {
    const { functions, fallback } = this.manifest;
    const targets = new Map(planned.map(({ routeKey, target }) => [routeKey, target]));
    const isBack = (routeKey: string) => (targets.get(routeKey) ?? fallback) === fallback;
    const answeredFor = functions.filter(({ routeKeys }) => routeKeys.some(isBack));
    return functions.map((described) => {
      if (described.name !== fallback) return described;
      const granted = uniteGranted(answeredFor);
      return { ...described, permissions: { ...described.permissions, granted } };
    });
  }

  #resolveTarget({ target }: Planned): NativeRoute {
    if (typeof target === 'string') return { function: this.functions.get(target) as LambdaFunction };
    return 'function' in target.native ? target.native : { function: target.native };
  }

  /** In the manifest's order of functions, each with one integration. */
  #addRoutes(targets: ReadonlyMap<string, NativeRoute>, props: SplitApiProps): Map<string, HttpRoute> {
    const guards = resolveByRoute(this.manifest, props.authorizers ?? {});
    const routeKeysByFunction = new Map<IFunction, string[]>();
    for (const [routeKey, target] of targets) {
      const others = routeKeysByFunction.get(target.function) ?? [];
      routeKeysByFunction.set(target.function, [...others, routeKey]);
    }
    const added = [...routeKeysByFunction].flatMap(([target, routeKeys]) => {
      const routes = routeKeys.map((routeKey) => ({
        routeKey,
        authorizer: targets.get(routeKey)?.authorizer ?? guards.get(routeKey),
      }));
      const created = addFunctionRoutes(this, { api: this.api, function: target, routes });
      return routeKeys.map((routeKey, index) => [routeKey, created[index] as HttpRoute] as const);
    });
    return new Map(added);
  }
}

type Planned = PlannedRoute<IFunction | NativeRoute>;
