import type { RequestHandler } from 'express';
import { sendGatewayAnswer } from '../http/gateway-answer.ts';

/** No such route, or not with this method: API Gateway knows no 405 either. */
export const notFound: RequestHandler = (_req, res) => sendGatewayAnswer(res, 404, 'Not Found');
