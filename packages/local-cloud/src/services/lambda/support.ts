import type { ServiceSupport } from '../service.ts';

const guide = 'https://docs.aws.amazon.com/lambda/latest/dg';
const reference = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

export const lambdaSupport: ServiceSupport = {
  service: 'Lambda',
  resourceTypes: {
    'AWS::Lambda::Function': {
      level: 'emulated',
      note: 'A process per execution environment, run in place from the asset directory by the Node.js that runs the cloud.',
      page: `${reference}/aws-resource-lambda-function.html`,
      properties: [
        'Code',
        'Environment',
        'FunctionName',
        'Handler',
        'LoggingConfig',
        'MemorySize',
        'ReservedConcurrentExecutions',
        'Role',
        'Runtime',
        'Timeout',
      ],
      ignoredProperties: [
        'Architectures',
        'Description',
        'EphemeralStorage',
        'KmsKeyArn',
        'RecursiveLoop',
        'RuntimeManagementConfig',
        'TracingConfig',
      ],
      refusedProperties: {
        CodeSigningConfigArn: 'Sign code in the deployed stack only.',
        DeadLetterConfig: 'Asynchronous invocation is not emulated yet: leave the dead-letter queue out.',
        FileSystemConfigs: 'Leave the file system out: nothing is mounted here.',
        ImageConfig: 'Package the function as a directory (Code.fromAsset) instead of a container image.',
        Layers: 'Bundle what the layer holds into the function.',
        PackageType: 'Package the function as a directory (Code.fromAsset) instead of a container image.',
        SnapStart: 'Leave SnapStart out: Node.js runtimes do not have it.',
        VpcConfig: 'Leave the VPC out of the stacks that run locally.',
      },
    },
    'AWS::Lambda::Permission': {
      level: 'emulated',
      note: 'API Gateway may invoke a function only when a permission names it and, if given, the route (SourceArn).',
      page: `${reference}/aws-resource-lambda-permission.html`,
      properties: ['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn'],
    },
  },
  behaviours: [
    {
      behaviour: 'Runtime API',
      level: 'emulated',
      note: 'The real protocol over HTTP, so that any runtime client works.',
      page: `${guide}/runtimes-api.html`,
    },
    {
      behaviour: 'Handlers',
      level: 'approximated',
      note: 'ESM and CommonJS; callback handlers up to nodejs22.x, refused from nodejs24.x on; response streaming is absent. An import also finds node_modules above the asset directory.',
      page: `${guide}/nodejs-handler.html`,
    },
    {
      behaviour: 'Life of an environment',
      level: 'approximated',
      note: 'Init error, throw, process exit, timeout, 10 s limit of INIT, one invocation at a time, reuse. Not frozen between invocations, and kept until it is retired.',
      page: `${guide}/lambda-runtime-environment.html`,
    },
    {
      behaviour: 'Concurrency',
      level: 'approximated',
      note: 'Reserved concurrency, or 1000 for each function, then throttled. Beyond `maxEnvironments` of this machine invocations wait. No limit to the rate of scaling.',
      page: `${guide}/lambda-concurrency.html`,
    },
    {
      behaviour: 'Payload limits',
      level: 'emulated',
      note: '6 MB for event and answer.',
      page: `${guide}/gettingstarted-limits.html`,
    },
    {
      behaviour: 'Memory limit',
      level: 'approximated',
      note: "90 % of the function's memory is the limit of its JavaScript heap; the CPU is not throttled.",
      page: `${guide}/configuration-memory.html`,
    },
    {
      behaviour: 'Environment variables',
      level: 'emulated',
      note: 'Built from nothing; reserved names are refused. AWS_ENDPOINT_URL sends SDK clients to this cloud.',
      page: `${guide}/configuration-envvars.html`,
    },
    {
      behaviour: 'Logs',
      level: 'approximated',
      note: "Every line that a function writes is an event; nothing is stored, and lines do not get the runtime's own prefix or JSON envelope.",
      page: `${guide}/nodejs-logging.html`,
    },
    {
      behaviour: 'Invoke API, asynchronous invocation, versions, aliases, function URLs',
      level: 'absent',
      note: 'A template that has them is refused.',
      page: `${guide}/lambda-invocation.html`,
    },
  ],
};
