/**
 * Managed policies of AWS that roles of this house use, as published
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html).
 * Any other is refused: a guess would grant or deny something that AWS does not.
 */
export const awsManagedPolicies: ReadonlyMap<string, unknown> = new Map([
  managedPolicy('service-role/AWSLambdaBasicExecutionRole', [
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ]),
  managedPolicy('service-role/AmazonAPIGatewayPushToCloudWatchLogs', [
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:DescribeLogGroups',
    'logs:DescribeLogStreams',
    'logs:PutLogEvents',
    'logs:GetLogEvents',
    'logs:FilterLogEvents',
  ]),
  managedPolicy('AWSXRayDaemonWriteAccess', [
    'xray:PutTraceSegments',
    'xray:PutTelemetryRecords',
    'xray:GetSamplingRules',
    'xray:GetSamplingTargets',
    'xray:GetSamplingStatisticSummaries',
  ]),
]);

function managedPolicy(path: string, actions: readonly string[]): [string, unknown] {
  const statement = { Effect: 'Allow', Action: actions, Resource: '*' };
  return [`arn:aws:iam::aws:policy/${path}`, { Version: '2012-10-17', Statement: [statement] }];
}
