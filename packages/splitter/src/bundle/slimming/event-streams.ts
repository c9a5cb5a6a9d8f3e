import { readFileSync } from 'node:fs';
import type { SlimmingStep } from './slimming-step.ts';

const name = 'event-streams';
const httpProtocol = /[\\/]@smithy[\\/]core[\\/]dist-es[\\/]submodules[\\/]protocols[\\/]HttpProtocol\.js$/;

/**
 * The SDK imports its event streams when an operation first has one. All that such an `import()` leads to, which is most of the
 * SDK, a bundler has to wrap, module by module, so that it can be run later; imported with all the rest, none of it is wrapped.
 * These modules only declare classes and functions, so it does not matter when they run.
 */
export const eventStreams: SlimmingStep = {
  name,
  changes: httpProtocol,
  isLocal: false,
  plugin: {
    name: `unlith-${name}`,
    setup(build) {
      build.onLoad({ filter: httpProtocol, namespace: 'file' }, ({ path }) => {
        const source = readFileSync(path, 'utf8');
        const [lazyImport, names, specifier] = importInFunction.exec(source) ?? [];
        if (lazyImport === undefined) return undefined;
        return { contents: `import ${names} from ${specifier};${source.replace(lazyImport, '')}` };
      });
    },
  },
};

const importInFunction = /const (\{[\w\s,]+\}) = await import\(("@smithy\/core\/event-streams")\);/;
