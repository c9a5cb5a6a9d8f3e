// The runtime client that runs inside every execution environment: loads the handler, then asks the Runtime API for
// one event after the other. It behaves like the client of Lambda's own Node.js runtimes.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
import http from 'node:http';
import { loadHandler } from './bootstrap-handler.mjs';

const { AWS_LAMBDA_RUNTIME_API: address = '', AWS_EXECUTION_ENV: runtime = '' } = process.env;
const [hostname, port] = address.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
/** Runtimes from nodejs24.x on know promises only. */
const knowsCallbacks = Number(/nodejs(\d+)/.exec(runtime)?.[1]) < 24;

/** @type {string | undefined} */
let currentRequestId;

process.on('uncaughtException', (error) => crash(error, 129));
process.on('unhandledRejection', (reason) => {
  const error = new Error(String(reason instanceof Error ? reason.stack : reason));
  error.name = 'Runtime.UnhandledPromiseRejection';
  crash(error, 128);
});

try {
  await main();
} catch (error) {
  await post('/init/error', toErrorPayload(error));
  process.exit(1);
}

async function main() {
  const handler = await loadHandler(process.env, knowsCallbacks);
  serve(handler);
}

/** @param {import('./bootstrap-handler.mjs').Handler} handler */
async function serve(handler) {
  for (;;) {
    const { headers, body } = await send('GET', '/invocation/next');
    const requestId = String(headers['lambda-runtime-aws-request-id']);
    process.env._X_AMZN_TRACE_ID = String(headers['lambda-runtime-trace-id']);
    currentRequestId = requestId;
    try {
      const result = await invoke(handler, JSON.parse(body), createContext(headers));
      await post(`/invocation/${requestId}/response`, JSON.stringify(result === undefined ? null : result));
    } catch (error) {
      console.error(JSON.stringify({ ...parsePayload(error), stack: undefined }));
      await post(`/invocation/${requestId}/error`, toErrorPayload(error));
    }
    currentRequestId = undefined;
  }
}

/**
 * @param {import('./bootstrap-handler.mjs').Handler} handler
 * @param {unknown} event
 * @param {Record<string, any>} context
 */
function invoke(handler, event, context) {
  if (!knowsCallbacks) return handler(event, context);
  return new Promise((resolve, reject) => {
    const settle = (/** @type {unknown} */ error, /** @type {unknown} */ result) => {
      const finish = () => (error ? reject(error) : resolve(result));
      if (context.callbackWaitsForEmptyEventLoop && !error) process.once('beforeExit', finish);
      else finish();
    };
    const returned = /** @type {any} */ (handler(event, context, settle));
    if (typeof returned?.then === 'function') returned.then(resolve, reject);
  });
}

/** @param {http.IncomingHttpHeaders} headers */
function createContext(headers) {
  const { env } = process;
  const deadlineMs = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
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
 * Reports an error that no invocation caught, and ends the environment.
 * @param {Error} error
 * @param {number} exitCode
 */
async function crash(error, exitCode) {
  const path = currentRequestId ? `/invocation/${currentRequestId}/error` : '/init/error';
  await post(path, toErrorPayload(error)).catch(() => {});
  process.exit(exitCode);
}

/** @param {unknown} error */
function parsePayload(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  const code = /** @type {{ code?: unknown }} */ (error).code;
  return {
    errorType: error.name,
    errorMessage: error.message,
    ...(code === undefined ? {} : { code }),
    trace: (error.stack ?? '').split('\n'),
  };
}

/** @param {unknown} error */
function toErrorPayload(error) {
  return JSON.stringify(parsePayload(error));
}

/**
 * @param {string} path
 * @param {string} body
 */
function post(path, body) {
  return send('POST', path, body);
}

/**
 * @param {string} method
 * @param {string} path
 * @param {string} [body]
 * @returns {Promise<{ headers: http.IncomingHttpHeaders, body: string }>}
 */
function send(method, path, body) {
  const headers = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve) => {
    const request = http.request({
      hostname,
      port,
      agent,
      method,
      path: `/2018-06-01/runtime${path}`,
      headers,
    });
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ headers: response.headers, body: text }));
    });
    // The Runtime API is gone, and with it the cloud: an environment must not outlive it.
    request.on('error', () => process.exit(1));
    request.end(body);
  });
}
