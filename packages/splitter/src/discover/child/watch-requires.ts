import Module, { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { lambdaWrapper, lambdaWrappers } from '../../adapter/lambda-wrappers.mjs';
import { isAppFile } from '../app-file.ts';
import type { LoadedSpecifier } from '../report.ts';
import { findCaller, toFile } from './call-site.ts';

type Load = (request: string, parent: { readonly filename?: string } | undefined, isMain: boolean) => unknown;

/**
 * Which of the app's own files asked for which file, and by what name: `require` with its place, `import` without. Packages that
 * make a Lambda handler of an app are another module for them.
 */
export function watchRequires(): () => LoadedSpecifier[] {
  const required: LoadedSpecifier[] = [];
  const node = Module as unknown as {
    _load: Load;
    _resolveFilename: (request: string, ...rest: unknown[]) => string;
  };
  const { _load: load, _resolveFilename: resolveFilename } = node;
  node._resolveFilename = function (request, ...rest) {
    if (lambdaWrappers.test(request)) return fileURLToPath(lambdaWrapper);
    return Reflect.apply(resolveFilename, this, [request, ...rest]);
  };
  node._load = function (request, parent, isMain) {
    const loaded = Reflect.apply(load, this, [request, parent, isMain]);
    const caller = parent?.filename && isAppFile(parent.filename) ? findCaller() : undefined;
    if (caller && !caller.via && !Module.isBuiltin(request)) {
      const resolved = node._resolveFilename(request, parent);
      required.push({ from: caller.site.file, specifier: request, resolved, site: caller.site });
    }
    return loaded;
  };
  const { port1, port2 } = new MessageChannel();
  register('./import-hook.mjs', { parentURL: import.meta.url, data: { port: port2 }, transferList: [port2] });
  port1.unref();
  return () => [...required, ...readImports(port1)];
}

function* readImports(port: MessageChannel['port1']): Generator<LoadedSpecifier> {
  for (let read = receiveMessageOnPort(port); read; read = receiveMessageOnPort(port)) {
    const { specifier, parentUrl, url } = read.message as {
      specifier: string;
      parentUrl?: string;
      url: string;
    };
    const from = toFile(parentUrl);
    const resolved = toFile(url);
    if (from && resolved && isAppFile(from)) yield { from, specifier, resolved };
  }
}
