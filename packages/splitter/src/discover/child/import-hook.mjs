import { lambdaWrapper, lambdaWrappers } from '../../adapter/lambda-wrappers.mjs';

/** Runs in the thread of Node's module hooks, which reads no TypeScript: tells the app's thread what `import` was resolved to. */
/** @type {import('node:worker_threads').MessagePort} */
let port;

/** @type {import('node:module').InitializeHook<{ port: typeof port }>} */
export function initialize(data) {
  port = data.port;
  port.unref();
}

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, nextResolve) {
  if (lambdaWrappers.test(specifier))
    return { url: lambdaWrapper.href, format: 'commonjs', shortCircuit: true };
  const resolved = await nextResolve(specifier, context);
  port.postMessage({ specifier, parentUrl: context.parentURL, url: resolved.url });
  return resolved;
}
