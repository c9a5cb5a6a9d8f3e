import { parseInputTemplate } from '../events/template/input-template.ts';
import { findAtPath, type JsonPath, parseJsonPath } from '../events/template/json-path.ts';

/** What a pipe makes of one record: the text that its target gets. */
export type PipeInput = (record: unknown, facts: PipeFacts) => string;

/** What the reserved variables tell of a pipe. */
interface PipeFacts {
  readonly pipeArn: string;
  readonly pipeName: string;
  readonly sourceArn: string;
  readonly targetArn: string;
  /** ISO 8601. */
  readonly ingestionTime: string;
}

/** `InputTemplate` of a pipe's target; without one a target gets the record. `report` hears what AWS would refuse. */
export function parsePipeInput(source: string | undefined, report: (fault: string) => void): PipeInput {
  if (source === undefined) return (record) => JSON.stringify(record);
  const template = parseInputTemplate(source, { placeholder: /^(?:\$|aws\.pipes\.)/u, escapes: true });
  const paths = new Map<string, JsonPath>();
  for (const name of template.placeholders) {
    const path = parseJsonPath(name);
    if (path) paths.set(name, path);
    else if (!(name in reserved))
      report(`InputTemplate has the placeholder <${name}>, which does not exist.`);
  }
  return (record, facts) =>
    template.render((name) => {
      const path = paths.get(name);
      return path ? findInRecord(record, path) : reserved[name]?.(record, facts);
    });
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html#input-transform-reserved */
const reserved: Readonly<Record<string, (record: unknown, facts: PipeFacts) => unknown>> = {
  'aws.pipes.pipe-arn': (_, { pipeArn }) => pipeArn,
  'aws.pipes.pipe-name': (_, { pipeName }) => pipeName,
  'aws.pipes.source-arn': (_, { sourceArn }) => sourceArn,
  'aws.pipes.enrichment-arn': () => undefined,
  'aws.pipes.target-arn': (_, { targetArn }) => targetArn,
  'aws.pipes.event.ingestion-time': (_, { ingestionTime }) => ingestionTime,
  'aws.pipes.event': (record) => record,
  'aws.pipes.event.json': (record) => record,
};

/** DynamoDB writes the number of `{"N": "2"}` as a string; a path that ends there leads to the number. */
function findInRecord(record: unknown, path: JsonPath): unknown {
  const value = findAtPath(record, path);
  const isNumber = path.at(-1) === 'N' && typeof value === 'string' && String(Number(value)) === value;
  return isNumber ? Number(value) : value;
}
