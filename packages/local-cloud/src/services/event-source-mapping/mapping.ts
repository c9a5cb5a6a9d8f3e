import { stableId } from '../../template/physical-name.ts';
import type { Resource } from '../service.ts';

/** An event source mapping as its template describes it, without maybes. */
export interface Mapping {
  readonly resource: Resource;
  readonly queueArn: string;
  /** Name or ARN. */
  readonly functionName: string;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly reportsFailures: boolean;
  /** How many batches may be with the function at once. */
  readonly maxConcurrency: number;
  readonly enabled: boolean;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html: "Lambda starts processing five batches at a time" */
const initialConcurrency = 5;

export function describeMapping(resource: Resource): Mapping {
  const scaling = resource.property('ScalingConfig') as { MaximumConcurrency?: number } | undefined;
  const responseTypes = (resource.property('FunctionResponseTypes') ?? []) as readonly string[];
  return {
    resource,
    queueArn: String(resource.property('EventSourceArn')),
    functionName: String(resource.property('FunctionName')),
    batchSize: Number(resource.property('BatchSize') ?? 10),
    windowMs: Number(resource.property('MaximumBatchingWindowInSeconds') ?? 0) * 1_000,
    reportsFailures: responseTypes.includes('ReportBatchItemFailures'),
    maxConcurrency: Number(scaling?.MaximumConcurrency ?? initialConcurrency),
    enabled: String(resource.property('Enabled') ?? true) === 'true',
  };
}

/** `a1b2c3d4-…`, the same at every start. */
export function mappingId(resource: Resource): string {
  const id = stableId(resource, 32).padStart(32, '0');
  return [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-');
}
