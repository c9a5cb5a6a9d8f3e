/**
 * What `unlith split` writes beside the bundles as `manifest.json`: the one thing that constructs, comparison and people
 * read of a split. Paths are relative to the manifest's directory, with `/`. The same app gives the same manifest, byte for byte.
 */
export interface Manifest {
  readonly schema: 'unlith/manifest@1';
  readonly app: {
    /** The entry, relative to the app's root. */
    readonly entry: string;
    readonly expressVersion: string;
  };
  /** `lith`, `per-route`, `per-resource`, or the name of the user's layout file. */
  readonly layout: string;
  /** The fallback first, then by name. */
  readonly functions: readonly ManifestFunction[];
  /** Name of the function behind `$default`: the lith, which answers whatever no route key takes. */
  readonly fallback: string;
  /** Every route of the app in the order of registration: where it went. */
  readonly routes: readonly ManifestRoute[];
  readonly findings: readonly ManifestFinding[];
  /** What each slimming step left out of the fallback's bundle; a step that was switched off saved nothing. */
  readonly slimming: readonly SlimmingStep[];
}

export interface ManifestFunction {
  /** Unique, `[a-z0-9-]`, at most 64: also the construct's id. */
  readonly name: string;
  readonly kind: 'lith' | 'extracted';
  /** Ids of the routes that it serves, see {@link ManifestRoute.id}; all of them for the lith. */
  readonly routes: readonly string[];
  /** `GET /api/bookings/{bookingId}`, `HEAD …`, `ANY …`; `$default` for the fallback. */
  readonly routeKeys: readonly string[];
  /** What is deployed: `functions/get-api-bookings`. */
  readonly directory: string;
  /** Bundle in that directory: `unlith.cjs`, or `unlith.mjs` where the app awaits at top level. */
  readonly file: string;
  /** `unlith.handler` */
  readonly handler: string;
  readonly bytes: number;
  readonly gzipBytes: number;
  /** What the bundle consists of, with the bytes that are left of each, largest first. */
  readonly modules: readonly { readonly path: string; readonly bytes: number }[];
  /** Templates, static files and packages kept whole, which ship beside the bundle. Paths relative to `directory`. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** AWS SDK commands that survived in the bundle. */
  readonly commands: readonly ManifestCommand[];
  /** Names of the environment variables which the app's own code in this bundle reads, sorted. */
  readonly environment: readonly string[];
  readonly permissions: ManifestPermissions;
}

export interface ManifestCommand {
  /** `@aws-sdk/client-dynamodb` */
  readonly package: string;
  /** `TransactWriteItemsCommand` */
  readonly command: string;
  /** IAM actions which it can need: `dynamodb:PutItem`, … */
  readonly actions: readonly string[];
}

/** What the code could do, what it was seen to do, and what it is therefore granted. */
export interface ManifestPermissions {
  /** Actions of the surviving commands, sorted. */
  readonly possible: readonly string[];
  /** Recorded while requests were played; absent as long as nothing was recorded. */
  readonly seen?: readonly ManifestPermission[];
  /**
   * What was seen, and of the lith also what functions were seen to do in whose place it may have to answer. One statement a
   * resource. Empty without a recording: then the constructs' user grants.
   */
  readonly granted: readonly ManifestStatement[];
}

/** `{ "action": "dynamodb:Query", "resource": "${FLIGHTS_TABLE}/index/by-day" }` */
export interface ManifestPermission {
  readonly action: string;
  /**
   * A resource by the environment variable that names it, `${FLIGHTS_TABLE}`, with `/index/<name>` for an index; or an ARN,
   * where no variable of the function holds its name.
   */
  readonly resource: string;
}

export interface ManifestStatement {
  readonly actions: readonly string[];
  readonly resource: string;
}

export interface ManifestRoute {
  /** Method and path as Express has them: `GET /api/bookings/:bookingId`; `#2` after it for a second of the same. */
  readonly id: string;
  /** Route keys that stand for it, also when it stays in the lith and none of them is emitted. */
  readonly routeKeys: readonly string[];
  /** Only where it answers to nothing else: of any other route the lith gets what is spelt otherwise, `/API/Bookings/`. */
  readonly exact?: true;
  /** Name of the function that serves it. */
  readonly function: string;
  /** Of its registration, file relative to the app's root: `src/routes/bookings.ts:12:10`. */
  readonly source: string;
  /** Why it stays in the lith: codes of findings; empty for an extracted route. */
  readonly keptBecause: readonly string[];
}

export interface ManifestFinding {
  /** `split.regexp-path`; see the catalogue. */
  readonly code: string;
  /** `kept`: routes stay in the lith because of it. `note`: worth knowing, nothing stays. */
  readonly effect: 'kept' | 'note';
  /** One sentence which names the value and the next step. */
  readonly message: string;
  /** `src/app.ts:12:5` */
  readonly source?: string;
  /** Ids of the routes that it concerns. */
  readonly routes: readonly string[];
}

export interface SlimmingStep {
  /** `environment-credentials` */
  readonly step: string;
  readonly enabled: boolean;
  /** Minified bytes that the fallback's bundle has less by it. */
  readonly savedBytes: number;
}
