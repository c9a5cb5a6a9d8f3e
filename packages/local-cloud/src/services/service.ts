/**
 * The anatomy that every emulated service shares. A service lives in `services/<name>/` with
 *
 * - `support.ts`  its `ServiceSupport`: what it emulates, as data (the support table and all refusals come from it);
 * - `service.ts`  `create<Name>Service(deps)`, the `Service` itself.
 *
 * The cloud calls `listen` of all services at once, then resolves intrinsics through `identify`, then calls `start`
 * in the order of `services.ts`, and `close` in the reverse order.
 */
export interface Service {
  readonly support: ServiceSupport;
  /**
   * Opens what the resources' attributes depend on (ports, processes). Intrinsics cannot be resolved yet:
   * `resource.property` works only for values which no address flows into.
   */
  listen?(resources: readonly Resource[]): Promise<void>;
  /** What `Ref` and `Fn::GetAtt` of one of this service's resources resolve to. Pure; called after `listen`. */
  identify(resource: Resource): ResourceAttributes;
  /** Brings the resources to life; when it resolves they can be used. */
  start?(resources: readonly Resource[]): Promise<void>;
  /** Ends everything that `listen` and `start` opened, also after either failed half-way. */
  close?(): Promise<void>;
}

/** A resource of a template, with its intrinsics resolved on demand. */
export interface Resource {
  readonly stack: StackIdentity;
  readonly logicalId: string;
  /** `Split/Bookings/Table/Resource` */
  readonly constructPath: string;
  /** `AWS::DynamoDB::Table` */
  readonly type: string;
  /** The resolved value of one property, `undefined` when absent. Throws `CloudError` when it cannot be resolved. */
  property(name: string): unknown;
}

/** Where a stack lives. Agnostic stacks get `localEnvironment`. */
export interface StackIdentity {
  /** Id of the stack's artifact in the assembly. */
  readonly id: string;
  /** Name of the stack in CloudFormation. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

export interface ResourceAttributes {
  readonly ref: string;
  /** Values of `Fn::GetAtt` by attribute name. */
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * `emulated`: observable behaviour is copied. `approximated`: copied with the deviation that the note states.
 * `ignored`: accepted without effect. `absent`: not there; a template that needs it is refused.
 */
type SupportLevel = 'emulated' | 'approximated' | 'ignored' | 'absent';

export interface ServiceSupport {
  /** Name for readers: `API Gateway HTTP API`. */
  readonly service: string;
  readonly resourceTypes: Readonly<Record<string, ResourceTypeSupport>>;
  /** Behaviour that belongs to no single resource type: limits, faults, protocols. */
  readonly behaviours: readonly BehaviourSupport[];
}

export interface ResourceTypeSupport {
  readonly level: Exclude<SupportLevel, 'absent'>;
  /** What a user should know, one sentence. */
  readonly note: string;
  /** The AWS page that the emulation follows. */
  readonly page: string;
  /** Properties which are given effect. Any property that stands in neither list is refused. */
  readonly properties: readonly string[];
  /** Properties accepted without effect; `'*'` accepts all others. */
  readonly ignoredProperties?: readonly string[];
  /** Next step for well-known properties that are refused, e.g. `Layers`. */
  readonly refusedProperties?: Readonly<Record<string, string>>;
}

interface BehaviourSupport {
  readonly behaviour: string;
  readonly level: SupportLevel;
  readonly note: string;
  readonly page: string;
}

/** Account and region of stacks that name none: the account that AWS itself uses in examples never sees traffic. */
export const localEnvironment = { account: '123456789012', region: 'us-east-1' } as const;
