import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { type HttpApi, HttpAuthorizer, HttpAuthorizerType } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { createHttpApi } from '../resources/http-api.ts';
import type { StageSettings } from '../stage-settings.ts';
import type { Identity } from './identity-stack.ts';

export interface SplitStackProps extends StackProps {
  readonly identity: Identity;
  readonly throttle: StageSettings['throttle'];
}

/** The split's front door: the API and its JWT authorizer. Each service's stack adds its own routes to it. */
export class SplitStack extends Stack {
  readonly api: HttpApi;
  readonly authorizerId: string;

  constructor(scope: Construct, id: string, props: SplitStackProps) {
    super(scope, id, props);
    this.api = createHttpApi(this, props.throttle);
    this.authorizerId = new HttpAuthorizer(this, 'Customers', {
      httpApi: this.api,
      type: HttpAuthorizerType.JWT,
      identitySource: ['$request.header.Authorization'],
      jwtIssuer: props.identity.issuer,
      jwtAudience: [props.identity.audience],
    }).authorizerId;
    new CfnOutput(this, 'Url', { value: this.api.apiEndpoint });
  }
}
