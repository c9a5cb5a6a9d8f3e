export { type CapturedServer, captureListen } from './capture-listen.ts';
export { type App, createHandler, type LambdaHandler } from './create-handler.ts';
