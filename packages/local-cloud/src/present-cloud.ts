import type { AssembledStack } from './assembly/assembly.ts';
import type { Cloud, StartedChannel, StartedFunction } from './cloud.ts';
import type { Faults } from './faults/faults.ts';
import type { IamService } from './iam/service.ts';
import type { Fleet } from './services/lambda/fleet.ts';
import type { Resource, Service } from './services/service.ts';
import type { Services } from './services.ts';
import type { Deployment } from './template/deployment.ts';

export interface RunningCloud {
  readonly stacks: readonly AssembledStack[];
  readonly deployment: Deployment;
  readonly services: Services;
  readonly faults: Faults;
  close(): Promise<void>;
}

/** The public face of a running cloud. */
export function presentCloud({ stacks, deployment, services, faults, close }: RunningCloud): Cloud {
  const { apiGateway, awsEndpoint, cognito, dynamoDb, events, iam, lambda, restApi, sqs } = services;
  const fleets = [...lambda.functions.values()];
  const listChannels = (service: Service, type: string) =>
    deployment.resources
      .filter((resource) => resource.type === type)
      .map((resource) => presentChannel(resource, service));
  return {
    stacks: stacks.map(({ id }) => ({ name: id, outputs: deployment.outputs(id) })),
    apis: [...apiGateway.listApis(), ...restApi.listStages()].map(({ resource, url }) => ({
      ...locate(resource),
      url,
    })),
    functions: fleets.map((fleet) => presentFunction(fleet, iam)),
    tables: dynamoDb.tables.map(({ stack, logicalId, name, arn }) => ({ stack, logicalId, name, arn })),
    queues: listChannels(sqs, 'AWS::SQS::Queue'),
    buses: listChannels(events, 'AWS::Events::EventBus'),
    issuers: cognito.issuers,
    administrator: {
      endpoint: awsEndpoint.url,
      region: stacks[0]?.region ?? '',
      credentials: iam.credentials.administrator.credentials,
    },
    issueToken: (request) => cognito.issueToken(request),
    retireEnvironments(functionName) {
      for (const fleet of fleets) if (!functionName || fleet.config.name === functionName) fleet.retire();
    },
    sweepExpired: () => dynamoDb.sweepExpired(),
    runSchedule: (rule) => events.runSchedule(rule),
    faults: { inject: (plan) => faults.inject(plan) },
    close,
  };
}

function presentFunction({ config, environments }: Fleet, { credentials }: IamService): StartedFunction {
  const { resource, name, assetDirectory, handler, variables, roleArn } = config;
  return {
    ...locate(resource),
    name,
    assetDirectory,
    handler,
    variables,
    assumeRole: () => {
      const { constructPath: place } = resource;
      return credentials.assumeRole({ roleArn, service: 'lambda.amazonaws.com', sessionName: name, place })
        .credentials;
    },
    environments: () =>
      [...environments].flatMap(({ pid, state }) => {
        if (state === 'gone') return [];
        return [{ pid, state: state === 'finishing' ? 'busy' : state }];
      }),
  };
}

function presentChannel(resource: Resource, { identify }: Service): StartedChannel {
  const { stack, logicalId } = resource;
  const arn = String(identify(resource).attributes.Arn);
  return { stack: stack.id, logicalId, name: arn.split(/[:/]/).at(-1) ?? arn, arn };
}

function locate({ stack, logicalId, constructPath }: Resource) {
  return { stack: stack.id, logicalId, constructPath };
}
