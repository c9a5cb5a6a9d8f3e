import type { RequestHandler } from 'express';
import type { Authentication } from '../authentication/token-verifier.ts';
import { sendGatewayAnswer } from '../http/gateway-answer.ts';

declare global {
  namespace Express {
    interface Locals {
      /** Known behind `requireCustomer` and `requireSession` only. */
      customerId: string;
    }
  }
}

/** Lets customers on; everyone else gets what API Gateway's JWT authorizer answers in the split. */
export const requireCustomer: RequestHandler = (_req, res, next) => {
  const { authentication } = res.locals;
  if (authentication.outcome === 'customer') {
    res.locals.customerId = authentication.customerId;
    return next();
  }
  res.set('www-authenticate', challenges[authentication.outcome]);
  sendGatewayAnswer(res, 401, 'Unauthorized');
};

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html
const invalidToken = 'Bearer scope="" error="invalid_token"';

const challenges: Record<Exclude<Authentication['outcome'], 'customer'>, string> = {
  missing: 'Bearer',
  expired: `${invalidToken} error_description="the token has expired"`,
  'wrong-audience': `${invalidToken} error_description="the token does not have a valid audience"`,
  invalid: invalidToken,
  'keys-unavailable': invalidToken,
};
