// The runtime's side of the Runtime API, over one connection that is kept.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import http from 'node:http';

const [hostname, port] = (process.env.AWS_LAMBDA_RUNTIME_API ?? '').split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

/** Waits for the next invocation. */
export async function receiveEvent() {
  const { headers, body } = await send('GET', '/invocation/next');
  return {
    requestId: String(headers['lambda-runtime-aws-request-id']),
    traceId: String(headers['lambda-runtime-trace-id']),
    deadlineMs: Number(headers['lambda-runtime-deadline-ms']),
    functionArn: String(headers['lambda-runtime-invoked-function-arn']),
    /** @type {unknown} */
    event: JSON.parse(body),
  };
}

/**
 * @param {string} requestId
 * @param {unknown} result
 */
export async function postResponse(requestId, result) {
  await send(
    'POST',
    `/invocation/${requestId}/response`,
    JSON.stringify(result === undefined ? null : result),
  );
}

/**
 * Without a request id the error is one of the initialization.
 * @param {string | undefined} requestId
 * @param {unknown} error
 */
export async function postError(requestId, error) {
  const path = requestId === undefined ? '/init/error' : `/invocation/${requestId}/error`;
  await send('POST', path, JSON.stringify(describeError(error)));
}

/** @param {unknown} error */
function describeError(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
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
