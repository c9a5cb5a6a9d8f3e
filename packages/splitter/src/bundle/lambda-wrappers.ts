import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { lambdaWrapper, lambdaWrappers as names } from '../adapter/lambda-wrappers.mjs';

/** The adapter is what makes a handler of an app here. */
export const lambdaWrappers: Plugin = {
  name: 'unlith-lambda-wrappers',
  setup(build) {
    build.onResolve({ filter: names }, () => ({ path: fileURLToPath(lambdaWrapper) }));
  },
};
