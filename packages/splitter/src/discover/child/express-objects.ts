/** What Express 4 and 5 have in common at run time, as far as discovery reads it; neither types its insides. */
export interface ExpressLayer {
  readonly name: string;
  readonly handle: Handler & { readonly stack?: readonly ExpressLayer[] };
  readonly route?: ExpressRoute | undefined;
  /** Of a layer inside a route; absent for `all`. */
  readonly method?: string | undefined;
}

interface ExpressRoute {
  readonly path: unknown;
  readonly stack: ExpressLayer[];
}

export interface ExpressRouter {
  readonly stack: ExpressLayer[];
  readonly strict?: boolean;
  readonly caseSensitive?: boolean;
}

export interface ExpressApplication {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly engines: Readonly<Record<string, unknown>>;
  /** Express 5. In Express 4 it is a getter that throws. */
  readonly router?: ExpressRouter;
  /** Express 4, once something has been registered. */
  readonly _router?: ExpressRouter;
}

type Handler = (...values: never[]) => unknown;
export type Methods = Record<string, (this: object, ...values: unknown[]) => unknown>;

export function isApplication(value: unknown): value is ExpressApplication {
  const app = value as Methods | undefined;
  return (
    typeof value === 'function' &&
    typeof app?.handle === 'function' &&
    typeof app.set === 'function' &&
    typeof app.use === 'function'
  );
}

export function isRouter(value: unknown): value is ExpressRouter {
  return typeof value === 'function' && Array.isArray((value as { stack?: unknown }).stack);
}
