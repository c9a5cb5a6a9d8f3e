import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

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

/**
 * A Lambda function with a role and a log group of its own.
 * The role starts from nothing: no managed policy, only its own log group and the grants given.
 */
export class AirlineFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: AirlineFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      ...(props.roleName && { roleName: props.roleName }),
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    const ownLogs = {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    };
    for (const statement of [new PolicyStatement(ownLogs), ...props.grants.map(toStatement)])
      this.role.addToPolicy(statement);
    this.lambda = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(props.bundleDirectory),
      handler: 'index.handler',
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      memorySize: props.memoryMiB,
      timeout: Duration.seconds(props.timeoutSeconds),
      environment: { ...props.environment },
    });
  }
}

function toStatement({ table, index, actions }: TableGrant): PolicyStatement {
  const resource = index === undefined ? table.tableArn : `${table.tableArn}/index/${index}`;
  return new PolicyStatement({ actions: [...actions], resources: [resource] });
}
