/**
 * Stands in for the packages that make a Lambda handler of an app. What they are given is the app, and it is found as one that
 * listens; in a function the adapter takes their place. What they do besides cannot be done by another, and is refused.
 */
const { createServer } = require('node:http');

const isLambdaHandler = Symbol.for('unlith.lambda-handler');
/** What only says how answers are encoded or logged: the adapter needs no list of binary types. */
const harmless =
  /^(?:app|binary|binaryMimeTypes|binarySettings|logSettings|log|resolutionMode|respondWithErrors|provider)$/;

/** @typedef {import('node:http').RequestListener} App */

/**
 * `serverless(app, options)`, `serverlessExpress({ app, …options })`.
 *
 * @param {App | { app: App }} given
 */
function wrap(given, options = {}) {
  const [app, names] =
    typeof given === 'function' ? [given, Object.keys(options)] : [given.app, Object.keys(given)];
  const unknown = names.find((name) => !harmless.test(name));
  if (unknown) refuse(`The option ${unknown}`);
  createServer(app).listen();
  return Object.assign(() => refuse('A call while the app loads'), { [isLambdaHandler]: true });
}

/** @param {string} what */
function refuse(what) {
  throw new Error(
    `${what} of the package that makes a Lambda handler of the app has no counterpart in a split`,
  );
}

/** @param {App} app */
const listen = (app) => createServer(app).listen();
const proxy = () => refuse('A call while the app loads');

// From the literal's text Node.js reads which names there are for `import { configure }`.
module.exports = { configure: wrap, createServer: listen, proxy };
module.exports = Object.assign(wrap, { default: wrap, configure: wrap, createServer: listen, proxy });
for (const name of ['getCurrentInvoke', 'eventContext'])
  Object.defineProperty(wrap, name, { get: () => refuse(name) });
