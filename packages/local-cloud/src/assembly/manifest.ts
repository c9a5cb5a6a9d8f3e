/** What is read of `manifest.json`, schema 55 (package `@aws-cdk/cloud-assembly-schema`). */
export interface Manifest {
  readonly artifacts?: Readonly<Record<string, StackArtifact>>;
}

/** Artifacts of other types have a part of these fields. */
export interface StackArtifact {
  readonly type: string;
  readonly environment?: string;
  readonly dependencies?: readonly string[];
  readonly metadata?: Readonly<Record<string, readonly MetadataEntry[]>>;
  readonly additionalMetadataFile?: string;
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    /** Of an asset manifest. */
    readonly file?: string;
    /** Of a nested assembly, which a CDK stage makes. */
    readonly directoryName?: string;
  };
}

export interface MetadataEntry {
  readonly type: string;
  readonly data?: unknown;
}

/** `<stack>.assets.json` */
export interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path?: string; readonly packaging?: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}
