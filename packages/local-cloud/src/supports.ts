import { awsEndpointSupport } from './aws-endpoint/support.ts';
import { iamSupport } from './iam/support.ts';
import { apiGatewaySupport } from './services/api-gateway/support.ts';
import { cdkSupport } from './services/cdk/support.ts';
import { cloudWatchSupport } from './services/cloudwatch/support.ts';
import { cognitoSupport } from './services/cognito/support.ts';
import { dynamoDbSupport } from './services/dynamodb/support.ts';
import { eventSourceMappingSupport } from './services/event-source-mapping/support.ts';
import { eventsSupport } from './services/events/support.ts';
import { lambdaSupport } from './services/lambda/support.ts';
import { logsSupport } from './services/logs/support.ts';
import { pipesSupport } from './services/pipes/support.ts';
import { restApiSupport } from './services/rest-api/support.ts';
import type { ResourceTypeSupport, ServiceSupport } from './services/service.ts';
import { snsSupport } from './services/sns/support.ts';
import { sqsSupport } from './services/sqs/support.ts';

/** What every emulated service declares of itself: the source of the support table and of all refusals. */
export const supports: readonly ServiceSupport[] = [
  apiGatewaySupport,
  restApiSupport,
  lambdaSupport,
  eventSourceMappingSupport,
  dynamoDbSupport,
  sqsSupport,
  eventsSupport,
  pipesSupport,
  awsEndpointSupport,
  iamSupport,
  cognitoSupport,
  logsSupport,
  cloudWatchSupport,
  snsSupport,
  cdkSupport,
];

export const supportedTypes: ReadonlyMap<string, ResourceTypeSupport> = new Map(
  supports.flatMap(({ resourceTypes }) => Object.entries(resourceTypes)),
);
