import type { TemplateFault } from './assembly-fault.ts';

const route = 'AWS::ApiGatewayV2::Route';
const lambda = 'AWS::Lambda::Function';

/** Defects in what is deployed around the functions. Those that the local cloud refuses to start, such as payload format 1.0, cannot be planted. */
export const infraFaults: readonly TemplateFault[] = [
  {
    kind: 'routing',
    name: 'a route that is missing',
    stack: 'Split-Flights',
    change: (resources) => resources.delete(route, 'HEADapiflights'),
  },
  {
    kind: 'routing',
    name: 'a route to another function',
    stack: 'Split-Bookings',
    change: (resources) => {
      resources.get(route, 'GETapibookingsbookingId').Target = resources.get(route, 'GETapibookings').Target;
    },
  },
  {
    kind: 'routing',
    name: 'points that nobody can give back',
    stack: 'Split-Loyalty',
    change: (resources) =>
      resources.delete('AWS::ApiGateway::Method', 'PrivateApiinternalloyaltycustomerIdrefunds'),
  },
  {
    kind: 'access',
    name: 'a route without authorizer',
    stack: 'Split-Bookings',
    change: (resources) => {
      resources.get(route, 'GETapibookings').AuthorizationType = 'NONE';
    },
  },
  {
    kind: 'access',
    name: 'a route that asks for a scope',
    stack: 'Split-Bookings',
    change: (resources) => {
      resources.get(route, 'DELETEapibookingsbookingId').AuthorizationScopes = ['bookings/write'];
    },
  },
  {
    kind: 'wiring',
    name: 'the name of another table',
    stack: 'Split-Flights',
    change: (resources) => {
      resources.get(lambda, 'listflightsFunction').Environment.Variables.FLIGHTS_TABLE = 'Flights';
    },
  },
  {
    kind: 'wiring',
    name: 'flights at an address where nobody is',
    stack: 'Split-Bookings',
    change: (resources) => {
      resources.get(lambda, 'createbookingFunction').Environment.Variables.FLIGHTS_API_URL =
        'http://127.0.0.1:9';
    },
  },
  {
    kind: 'wiring',
    name: 'an index that is missing',
    stack: 'Split-Flights',
    change: (resources) => {
      const table = resources.get('AWS::DynamoDB::GlobalTable', 'FlightsTable');
      const without = (indexes: { IndexName: string }[]) =>
        indexes.filter(({ IndexName }) => IndexName !== 'by-day');
      table.GlobalSecondaryIndexes = without(table.GlobalSecondaryIndexes);
      for (const replica of table.Replicas)
        replica.GlobalSecondaryIndexes = without(replica.GlobalSecondaryIndexes);
      table.AttributeDefinitions = table.AttributeDefinitions.filter(
        ({ AttributeName }: { AttributeName: string }) => AttributeName !== 'departureDate',
      );
    },
  },
  {
    kind: 'event',
    name: 'a pipe that lets everything through',
    stack: 'Split-Bookings',
    change: (resources) => {
      delete resources.get('AWS::Pipes::Pipe', 'PublicationPipe').SourceParameters.FilterCriteria;
    },
  },
  {
    kind: 'event',
    name: 'a pipe that knows of no changes',
    stack: 'Split-Bookings',
    change: (resources) => {
      const [filter] = resources.get('AWS::Pipes::Pipe', 'PublicationPipe').SourceParameters.FilterCriteria
        .Filters;
      filter.Pattern = filter.Pattern.replace(',"MODIFY"', '');
    },
  },
  {
    kind: 'event',
    name: 'a field of events that nobody reads',
    stack: 'Split-Bookings',
    change: (resources) => {
      const { TargetParameters } = resources.get('AWS::Pipes::Pipe', 'PublicationPipe');
      TargetParameters.InputTemplate = TargetParameters.InputTemplate.replace('{', '{"source":"pipe",');
    },
  },
  {
    kind: 'event',
    name: 'a rule that sends everything twice',
    stack: 'Split-Loyalty',
    change: (resources) => {
      const { Targets } = resources.get('AWS::Events::Rule', 'accruepointssubscriptionRule');
      Targets.push({ ...Targets[0], Id: 'Target1' });
    },
  },
  {
    kind: 'event',
    name: 'a rule that sends to the dead letters',
    stack: 'Split-Loyalty',
    change: (resources) => {
      const [target] = resources.get('AWS::Events::Rule', 'accruepointssubscriptionRule').Targets;
      target.Arn = target.DeadLetterConfig.Arn;
    },
  },
];
