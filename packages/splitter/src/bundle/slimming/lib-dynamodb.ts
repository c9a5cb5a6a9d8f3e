import { resolveSdkModule } from '../sdk-modules.ts';
import type { SlimmingStep } from './slimming-step.ts';

const name = 'lib-dynamodb';

/**
 * `@aws-sdk/lib-dynamodb` does not say that its modules have no side effects, as every other package of the SDK does: so Query
 * and Scan stay for paginators that nobody calls. Its modules only declare classes and functions.
 */
export const libDynamoDb: SlimmingStep = {
  name,
  changes: /[\\/]@aws-sdk[\\/]lib-dynamodb[\\/]/,
  isLocal: false,
  plugin: {
    name: `unlith-${name}`,
    setup(build) {
      build.onResolve({ filter: /^@aws-sdk\/lib-dynamodb$/ }, (args) => {
        const resolved = resolveSdkModule(args);
        return resolved && { ...resolved, sideEffects: false };
      });
    },
  },
};
