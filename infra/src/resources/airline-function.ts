import { FunctionWithRole } from '@unlith/constructs';
import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** What a function may do on one table, or on one index of it. */
export interface TableGrant {
  readonly table: TableV2;
  readonly index: string | undefined;
  readonly actions: readonly string[];
}

export interface AirlineFunctionProps {
  /** Directory of the bundle; its entry is `index.cjs`. */
  readonly bundleDirectory: string;
  readonly description: string;
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly grants: readonly TableGrant[];
  /** Physical name of its role, for a policy elsewhere that must name it before it exists. */
  readonly roleName?: string | undefined;
}

/** A hand-written function whose role may do on tables what it is granted, and nothing else. */
export class AirlineFunction extends FunctionWithRole {
  constructor(scope: Construct, id: string, props: AirlineFunctionProps) {
    super(scope, id, {
      description: props.description,
      code: Code.fromAsset(props.bundleDirectory),
      handler: 'index.handler',
      memorySize: props.memoryMiB,
      timeout: Duration.seconds(props.timeoutSeconds),
      environment: { ...props.environment },
      statements: props.grants.map(toStatement),
      ...(props.roleName && { roleName: props.roleName }),
    });
  }
}

export function toStatement({ table, index, actions }: TableGrant): PolicyStatement {
  const resource = index === undefined ? table.tableArn : `${table.tableArn}/index/${index}`;
  return new PolicyStatement({ actions: [...actions], resources: [resource] });
}
