import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { type HttpApi, HttpAuthorizer, HttpAuthorizerType } from 'aws-cdk-lib/aws-apigatewayv2';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { createHttpApi } from '../resources/http-api.ts';
import type { StageSettings } from '../stage-settings.ts';
import type { Identity } from './identity-stack.ts';

export interface SplitStackProps extends StackProps {
  readonly identity: Identity;
  readonly throttle: StageSettings['throttle'];
}

/** What the services share: the front door with its JWT authorizer, to which each adds its own routes, and the event bus. */
export class SplitStack extends Stack {
  readonly api: HttpApi;
  readonly authorizerId: string;
  readonly bus: EventBus;

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
    this.bus = new EventBus(this, 'Events');
    new CfnOutput(this, 'Url', { value: this.api.apiEndpoint });
  }
}
