import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { FeaturePlan, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';

/** Who signs the customers' tokens, and for whom they are meant. */
export interface Identity {
  readonly issuer: string;
  readonly audience: string;
}

/** One Cognito user pool for all stages, so that a customer's token is good at the lith and at the split alike. */
export class IdentityStack extends Stack implements Identity {
  readonly issuer: string;
  readonly audience: string;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const customers = new UserPool(this, 'Customers', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      featurePlan: FeaturePlan.ESSENTIALS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(customers).acknowledge(
      {
        id: 'AwsSolutions::AwsSolutions-COG2',
        reason: 'Customers choose a second factor; a loyalty scheme does not force one',
      },
      {
        id: 'AwsSolutions::AwsSolutions-COG8',
        reason:
          'Threat protection of the Plus plan is priced per user: an airline turns it on, a reference does not',
      },
    );
    const client = customers.addClient('Web', {
      authFlows: { userSrp: true, userPassword: true },
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      preventUserExistenceErrors: true,
    });
    new CfnOutput(this, 'UserPoolId', { value: customers.userPoolId });
    new CfnOutput(this, 'ClientId', { value: client.userPoolClientId });
    this.issuer = customers.userPoolProviderUrl;
    this.audience = client.userPoolClientId;
  }
}
