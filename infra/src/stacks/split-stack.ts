import { CfnOutput, CfnParameter, Stack, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { createCustomersAuthorizer } from '../resources/customers-authorizer.ts';
import { createHttpApi } from '../resources/http-api.ts';
import type { StageSettings } from '../stage-settings.ts';
import type { Identity } from './identity-stack.ts';

export interface SplitStackProps extends StackProps {
  /** `parameters`: of another account, so they are asked for when the stack is deployed. */
  readonly identity: Identity | 'parameters';
  readonly throttle: StageSettings['throttle'];
  /** Physical name of its bus, where another account must name it. */
  readonly busName?: string;
}

/** What the services share: the front door with its JWT authorizer, to which each adds its own routes, and the event bus. */
export class SplitStack extends Stack {
  readonly api: HttpApi;
  readonly authorizerId: string;
  readonly bus: IEventBus;

  constructor(scope: Construct, id: string, props: SplitStackProps) {
    super(scope, id, props);
    const identity = props.identity === 'parameters' ? createIdentityParameters(this) : props.identity;
    this.api = createHttpApi(this, props.throttle);
    this.authorizerId = createCustomersAuthorizer(this, this.api, identity);
    // CDK's own class misses its own interface under exactOptionalPropertyTypes.
    this.bus = new EventBus(
      this,
      'Events',
      props.busName ? { eventBusName: props.busName } : {},
    ) as IEventBus;
    new CfnOutput(this, 'EventBusName', { value: this.bus.eventBusName });
    new CfnOutput(this, 'Url', { value: this.api.apiEndpoint });
  }
}

function createIdentityParameters(scope: Construct): Identity {
  const ask = (id: string, description: string) => new CfnParameter(scope, id, { description }).valueAsString;
  return {
    issuer: ask('Issuer', 'OIDC issuer of the customers’ tokens, as in the other account'),
    audience: ask('Audience', 'Audience of the customers’ tokens, as in the other account'),
  };
}
