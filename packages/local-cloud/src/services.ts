import type { AssembledStack } from './assembly/assembly.ts';
import { type AwsEndpoint, createAwsEndpoint } from './aws-endpoint/endpoint.ts';
import type { EmitEvent } from './events.ts';
import type { FaultPoints } from './faults/fault-points.ts';
import { createIamService, type IamService } from './iam/service.ts';
import type { Reaper } from './processes/reaper.ts';
import type { IntegrationDependencies } from './services/api-gateway/lambda-integration.ts';
import { type ApiGatewayService, createApiGatewayService } from './services/api-gateway/service.ts';
import { createCdkService } from './services/cdk/service.ts';
import { createCloudWatchService } from './services/cloudwatch/service.ts';
import { type CognitoService, createCognitoService } from './services/cognito/service.ts';
import { dynamoDbConditionKeys } from './services/dynamodb/condition-keys.ts';
import { createDynamoDbService, type DynamoDbService } from './services/dynamodb/service.ts';
import { createEventSourceMappingService } from './services/event-source-mapping/service.ts';
import { eventsConditionKeys } from './services/events/condition-keys.ts';
import { createSendToQueue } from './services/events/send-to-queue.ts';
import { createEventsService, type EventsService } from './services/events/service.ts';
import type { FunctionConfig } from './services/lambda/function-config.ts';
import { createLambdaService, type LambdaService } from './services/lambda/service.ts';
import { createLogsService } from './services/logs/service.ts';
import { createPipesService } from './services/pipes/service.ts';
import { createRestApiService, type RestApiService } from './services/rest-api/service.ts';
import { localEnvironment, type Service } from './services/service.ts';
import { createSnsService } from './services/sns/service.ts';
import { createSqsService, type SqsService } from './services/sqs/service.ts';

/** The services of one cloud, each made with the collaborators that it needs. */
export interface Services {
  readonly awsEndpoint: AwsEndpoint;
  readonly iam: IamService;
  readonly dynamoDb: DynamoDbService;
  readonly sqs: SqsService;
  readonly cognito: CognitoService;
  readonly lambda: LambdaService;
  readonly eventSourceMappings: Service;
  readonly apiGateway: ApiGatewayService;
  readonly restApi: RestApiService;
  readonly events: EventsService;
  readonly pipes: Service;
  readonly logs: Service;
  readonly cloudWatch: Service;
  readonly sns: Service;
  readonly cdk: Service;
}

export interface ServicesDependencies {
  readonly stacks: readonly AssembledStack[];
  readonly reaper: Reaper;
  readonly emit: EmitEvent;
  readonly faults: FaultPoints;
  readonly port: number;
  readonly maxEnvironments: number;
  readonly dynamodbEndpoint: string | undefined;
  readonly databasePath: string | undefined;
  readonly literalIssuers: readonly string[];
  findAudience(): string | undefined;
}

export function createServices(deps: ServicesDependencies): Services {
  const { stacks, reaper, emit, faults, maxEnvironments, port, literalIssuers, findAudience } = deps;
  const { account, region } = stacks[0] ?? localEnvironment;

  const conditionKeys = {
    dynamodb: dynamoDbConditionKeys,
    events: eventsConditionKeys,
    'execute-api': new Map(),
    sqs: new Map(),
  };
  const iam = createIamService({ account, conditionKeys });
  const dynamoDb = createDynamoDbService({
    reaper,
    emit,
    region,
    faults,
    databaseEndpoint: deps.dynamodbEndpoint,
    databasePath: deps.databasePath,
  });
  const sqs = createSqsService({
    emit,
    endpoint: () => awsEndpoint.url,
    planDelivery: ({ name, resource }) =>
      faults.planDelivery({ channel: 'queue', names: [resource.constructPath, name] }),
  });
  const cognito = createCognitoService({ literalIssuers, findAudience });
  const assumeFunctionRole = ({ roleArn, name: sessionName, resource }: FunctionConfig) =>
    iam.credentials.assumeRole({
      roleArn,
      service: 'lambda.amazonaws.com',
      sessionName,
      place: resource.constructPath,
    });
  const lambda = createLambdaService({
    reaper,
    emit,
    faults,
    maxEnvironments,
    awsEndpoint: () => awsEndpoint.url,
    assumeRole: assumeFunctionRole,
    revoke: (session) => iam.credentials.revoke(session),
    findAsset: ({ stack, property }) => {
      const key = (property('Code') as { S3Key?: string } | undefined)?.S3Key ?? '';
      return stacks.find(({ id }) => id === stack.id)?.findAsset(key);
    },
  });
  const eventSourceMappings = createEventSourceMappingService({
    sqs,
    lambda,
    emit,
    assumeRole: assumeFunctionRole,
    planDelivery: ({ resource: { constructPath }, functionName }) =>
      faults.planDelivery({ channel: 'mapping', names: [constructPath, functionName] }),
  });
  const integration: IntegrationDependencies = {
    invoke: (functionArn, invocation) => lambda.invoke(functionArn, invocation),
    mayInvoke(functionArn, sourceArn) {
      const [, , , , account = ''] = sourceArn.split(':');
      return lambda.mayInvoke(functionArn, { principal: 'apigateway.amazonaws.com', sourceArn, account });
    },
  };
  const apiGateway = createApiGatewayService({
    ...integration,
    port,
    emit,
    findKey: cognito.findKey,
    knowsIssuer: (issuer) => cognito.issuers.some(({ url }) => url === issuer),
  });
  const sendToQueue = createSendToQueue(sqs);
  const { credentials } = iam;
  const events = createEventsService({ sendToQueue, lambda, credentials, emit, faults });
  const awsEndpoint = createAwsEndpoint({
    handlers: [dynamoDb.handler, dynamoDb.streams.handler, sqs.handler, events.handler],
    credentials,
    faults,
    regions: new Set([region, ...stacks.map((stack) => stack.region)]),
  });
  const { putEvents } = events;
  const { streams } = dynamoDb;
  return {
    awsEndpoint,
    iam,
    dynamoDb,
    sqs,
    cognito,
    lambda,
    apiGateway,
    eventSourceMappings,
    restApi: createRestApiService({ ...integration, credentials: iam.credentials, faults, emit }),
    events,
    pipes: createPipesService({ streams, putEvents, sendToQueue, credentials, emit, faults }),
    logs: createLogsService(),
    cloudWatch: createCloudWatchService(),
    sns: createSnsService(),
    cdk: createCdkService(),
  };
}
