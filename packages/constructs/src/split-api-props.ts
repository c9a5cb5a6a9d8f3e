import type { Manifest, ManifestFunction } from '@unlith/splitter/manifest';
import type { HttpApi, HttpApiProps, IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { FunctionWithRoleProps } from './function-with-role.ts';
import type { PlacementTarget } from './plan-routes.ts';

/** What a user may say of the functions that are made; the manifest and the construct say the rest. */
export type FunctionSettings = Omit<
  FunctionWithRoleProps,
  'code' | 'handler' | 'description' | 'roleName' | 'statements'
>;

/** What the functions of a split are made with. */
export interface SplitProps {
  /** Path of the `manifest.json` that `unlith split` wrote; the bundles lie beside it. */
  readonly manifest: string;
  /**
   * Values for the variables that the app reads. Every function gets those which its own code reads, and no others;
   * `undefined` says that a variable is absent on purpose, which silences the warning about it.
   */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Tables by the variable that holds their name: it is set, and the manifest's permissions on `${VARIABLE}` are granted. */
  readonly tables?: Readonly<Record<string, Pick<ITable, 'tableName' | 'tableArn'>>>;
  /** ARNs of other resources by the variable that names them, for the manifest's permissions alone. */
  readonly resources?: Readonly<Record<string, string>>;
  /**
   * Memory, timeout, architecture, tracing, layers and so on, for all functions.
   * @default nodejs24.x, arm64, 512 MiB, 15 s, JSON logs for a month
   */
  readonly functionProps?: FunctionSettings;
}

export interface SplitFunctionProps extends SplitProps {
  /** The manifest, as it was read. */
  readonly split: Manifest;
  /** The function, as the manifest has it. */
  readonly described: ManifestFunction;
}

/** A function written by hand that takes a route over, and who may pass to it; everybody if there is no authorizer. */
export interface NativeRoute {
  readonly function: IFunction;
  readonly authorizer?: IHttpRouteAuthorizer;
}

/** Where a route goes. A function alone is a {@link NativeRoute} without an authorizer. */
export type Placement = PlacementTarget<IFunction | NativeRoute>;

export interface SplitApiProps extends SplitProps {
  /** An API of one's own, with stages, domain and logs as wanted. @default a new one with a `$default` stage */
  readonly api?: HttpApi;
  /** Of the new API. */
  readonly apiProps?: HttpApiProps;
  /** As {@link SplitProps.functionProps}, for one function by its name in the manifest; outweighs it property by property. */
  readonly functionPropsByName?: Readonly<Record<string, FunctionSettings>>;
  /**
   * Where routes go, by their id (`GET /bookings/:id`) or a route key (`GET /bookings/{id}`). Given, it is the whole plan:
   * what is not named stays in the lith. @default every route that the split extracted is answered by its own function
   */
  readonly placements?: Readonly<Record<string, Placement>>;
  /** Who may pass, by route id or route key, where API Gateway is to decide. @default the app decides, as it always did */
  readonly authorizers?: Readonly<Record<string, IHttpRouteAuthorizer>>;
}
