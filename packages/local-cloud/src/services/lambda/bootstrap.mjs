// The runtime client that runs inside every execution environment: loads the handler, then asks the Runtime API for
// one event after the other. It behaves like the client of Lambda's own Node.js runtimes.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
import { loadHandler } from './bootstrap-handler.mjs';
import { postError, postResponse, receiveEvent } from './bootstrap-protocol.mjs';

/** Runtimes from nodejs24.x on know promises only. */
const knowsCallbacks = Number(/nodejs(\d+)/.exec(process.env.AWS_EXECUTION_ENV ?? '')?.[1]) < 24;

/** @type {string | undefined} */
let currentRequestId;

process.on('uncaughtException', (error) => crash(error, 129));
process.on('unhandledRejection', (reason) => {
  const error = new Error(String(reason), { cause: reason });
  error.name = 'Runtime.UnhandledPromiseRejection';
  crash(error, 128);
});

try {
  serve(await loadHandler(process.env, knowsCallbacks));
} catch (error) {
  await crash(error, 1);
}

/** @param {import('./bootstrap-handler.mjs').Handler} handler */
async function serve(handler) {
  for (;;) {
    const { requestId, traceId, deadlineMs, functionArn, event } = await receiveEvent();
    process.env._X_AMZN_TRACE_ID = traceId;
    currentRequestId = requestId;
    try {
      const result = await invoke(handler, event, createContext({ requestId, deadlineMs, functionArn }));
      await postResponse(requestId, result);
    } catch (error) {
      console.error(error);
      await postError(requestId, error);
    }
    currentRequestId = undefined;
  }
}

/**
 * @param {import('./bootstrap-handler.mjs').Handler} handler
 * @param {unknown} event
 * @param {ReturnType<typeof createContext>} context
 */
function invoke(handler, event, context) {
  if (!knowsCallbacks) return handler(event, context);
  return new Promise((resolve, reject) => {
    const callback = (/** @type {unknown} */ error, /** @type {unknown} */ result) => {
      if (error) reject(error);
      else if (context.callbackWaitsForEmptyEventLoop) process.once('beforeExit', () => resolve(result));
      else resolve(result);
    };
    const returned = /** @type {any} */ (handler(event, context, callback));
    if (typeof returned?.then === 'function') returned.then(resolve, reject);
  });
}

/** @param {{ requestId: string, deadlineMs: number, functionArn: string }} invocation */
function createContext({ requestId, deadlineMs, functionArn }) {
  const { env } = process;
  return {
    awsRequestId: requestId,
    invokedFunctionArn: functionArn,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  };
}

/**
 * Reports an error that ends the environment: of its initialization, or one that nobody caught.
 * @param {unknown} error
 * @param {number} exitCode
 */
async function crash(error, exitCode) {
  console.error(error);
  await postError(currentRequestId, error);
  process.exit(exitCode);
}
