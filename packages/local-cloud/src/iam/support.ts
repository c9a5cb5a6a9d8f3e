import type { ServiceSupport } from '../services/service.ts';

const guide = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const template = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

export const iamSupport: ServiceSupport = {
  service: 'IAM',
  resourceTypes: {
    'AWS::IAM::Role': {
      level: 'emulated',
      note: 'Inline, attached and managed policies are enforced; of managed policies of AWS only a few are known.',
      page: `${template}/aws-resource-iam-role.html`,
      properties: ['AssumeRolePolicyDocument', 'ManagedPolicyArns', 'Path', 'Policies', 'RoleName'],
      ignoredProperties: ['Description', 'MaxSessionDuration', 'Tags'],
      refusedProperties: { PermissionsBoundary: 'Remove the boundary from the stage that runs locally.' },
    },
    'AWS::IAM::Policy': {
      level: 'emulated',
      note: 'Attached to roles only.',
      page: `${template}/aws-resource-iam-policy.html`,
      properties: ['PolicyDocument', 'Roles', 'Users', 'Groups'],
      ignoredProperties: ['PolicyName'],
    },
    'AWS::IAM::ManagedPolicy': {
      level: 'emulated',
      note: 'Attached to roles only.',
      page: `${template}/aws-resource-iam-managedpolicy.html`,
      properties: ['ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles', 'Users', 'Groups'],
      ignoredProperties: ['Description', 'Tags'],
    },
  },
  behaviours: [
    {
      behaviour: 'Policy evaluation',
      level: 'emulated',
      note: 'Identity-based policies with all elements, condition operators and policy variables.',
      page: `${guide}/reference_policies_evaluation-logic.html`,
    },
    {
      behaviour: 'Global condition keys',
      level: 'approximated',
      note: 'Keys about the principal, the time and the region; a policy that uses another is refused.',
      page: `${guide}/reference_policies_condition-keys.html`,
    },
    {
      behaviour: 'Trust policies',
      level: 'approximated',
      note: 'Service principals without conditions.',
      page: `${guide}/id_roles_create_for-service.html`,
    },
    {
      behaviour: 'Permission boundaries, session policies, service control policies',
      level: 'absent',
      note: 'Only what a role’s own policies say is enforced.',
      page: `${guide}/access_policies.html`,
    },
    {
      behaviour: 'Sandbox',
      level: 'absent',
      note: 'Roles check cooperative code: a function could reach the database’s own port.',
      page: `${guide}/access.html`,
    },
  ],
};
