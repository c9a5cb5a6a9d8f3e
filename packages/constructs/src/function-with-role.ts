import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type FunctionProps,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** What may be said of a function: all that CDK's own takes, except for what this house gives every function by itself. */
export interface FunctionWithRoleProps
  extends Omit<FunctionProps, 'runtime' | 'role' | 'logGroup' | 'logRetention'> {
  /** @default nodejs24.x */
  readonly runtime?: Runtime;
  /** @default one month */
  readonly logRetention?: RetentionDays;
  /** Physical name of its role, for a policy elsewhere that must name it before it exists. */
  readonly roleName?: string;
  /** What it may do besides writing its own log. */
  readonly statements?: readonly PolicyStatement[];
}

/**
 * A Lambda function with a role and a log group of its own. The role starts from nothing: no managed policy, only the lines of
 * its own log group and the statements given.
 */
export class FunctionWithRole extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: FunctionWithRoleProps) {
    super(scope, id);
    const { logRetention = RetentionDays.ONE_MONTH, roleName, statements = [], ...functionProps } = props;
    this.logGroup = new LogGroup(this, 'Logs', {
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      ...(roleName !== undefined && { roleName }),
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    const ownLogs = new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [this.logGroup.logGroupArn],
    });
    for (const statement of [ownLogs, ...statements]) this.role.addToPolicy(statement);
    this.lambda = new LambdaFunction(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: Duration.seconds(15),
      loggingFormat: LoggingFormat.JSON,
      ...functionProps,
      role: this.role,
      logGroup: this.logGroup,
    });
  }
}
