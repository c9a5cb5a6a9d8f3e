import type { ServiceSupport } from '../service.ts';

const reference = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';
const guide = 'https://docs.aws.amazon.com/cognito/latest/developerguide';

export const cognitoSupport: ServiceSupport = {
  service: 'Cognito and other OIDC issuers',
  resourceTypes: {
    'AWS::Cognito::UserPool': {
      level: 'approximated',
      note: 'An issuer on 127.0.0.1 with discovery document and JWKS; it has no users.',
      page: `${reference}/aws-resource-cognito-userpool.html`,
      properties: [],
      ignoredProperties: ['*'],
    },
    'AWS::Cognito::UserPoolClient': {
      level: 'approximated',
      note: 'Its id is an audience of tokens; it has no flows and no secret.',
      page: `${reference}/aws-resource-cognito-userpoolclient.html`,
      properties: ['UserPoolId'],
      ignoredProperties: ['*'],
    },
  },
  behaviours: [
    {
      behaviour: 'Tokens',
      level: 'approximated',
      note: '`issueToken` signs with RS256 whatever claims are asked for. A literal issuer of a JWT authorizer is replaced by its stand-in wherever it occurs in the stacks.',
      page: `${guide}/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html`,
    },
    {
      behaviour: 'Sign-up, sign-in, hosted pages, the user pool API',
      level: 'absent',
      note: 'Nothing listens for them.',
      page: `${guide}/cognito-user-pools.html`,
    },
  ],
};
