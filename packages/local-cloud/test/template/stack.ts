import type { AssembledStack } from '../../src/assembly/assembly.ts';
import { createDeployment, type Deployment } from '../../src/template/deployment.ts';
import type { Template } from '../../src/template/template.ts';

/** A stack that was read from nowhere. */
export function createStack(template: Template, id = 'Test'): AssembledStack {
  return {
    id,
    name: id,
    account: '123456789012',
    region: 'eu-west-1',
    template,
    dependencies: [],
    constructPath: (logicalId) => `${id}/${logicalId}/Resource`,
    findAsset: () => undefined,
  };
}

/** Every resource is called `<logical id>-name` and has one attribute, `Arn`. */
export function deploy(...stacks: AssembledStack[]): Deployment {
  return createDeployment(stacks, {
    identify: ({ logicalId, property }) => ({
      ref: String(property('Name') ?? `${logicalId}-name`),
      attributes: { Arn: `arn:${logicalId}` },
    }),
    localize: (text) => text.replaceAll('https://remote', 'http://local'),
  });
}

/** The value as it resolves inside the properties of a resource. */
export function resolveIn(value: unknown, more: Template = {}): unknown {
  const Resources = { ...more.Resources, Subject: { Type: 'A::B', Properties: { Value: value } } };
  const [subject] = deploy(createStack({ ...more, Resources })).resources.slice(-1);
  return subject?.property('Value');
}
