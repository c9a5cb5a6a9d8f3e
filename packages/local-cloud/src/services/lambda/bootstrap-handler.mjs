// Finds the handler that `_HANDLER` names inside the task root, as Lambda's Node.js runtimes do.
// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
import { existsSync, readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {(event: unknown, context: object, callback?: (error: unknown, result: unknown) => void) => unknown} Handler */

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} knowsCallbacks
 * @returns {Promise<Handler>}
 */
export async function loadHandler({ _HANDLER: name = '', LAMBDA_TASK_ROOT: root = '' }, knowsCallbacks) {
  const [, path, exportPath] = /^((?:.*\/)?[^./][^/]*?)\.(.+)$/.exec(name) ?? [];
  if (!path || !exportPath || path.includes('..'))
    throw runtimeError('MalformedHandlerName', `Bad handler ${name}`);
  const module = await loadModule(resolve(root, path), root);
  const handler = exportPath.split('.').reduce((value, key) => /** @type {any} */ (value)?.[key], module);
  if (typeof handler !== 'function') {
    throw runtimeError('HandlerNotFound', `${name} is undefined or not exported`);
  }
  if (!knowsCallbacks && handler.length >= 3) {
    throw runtimeError(
      'CallbackHandlerDeprecated',
      'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.',
    );
  }
  return /** @type {Handler} */ (handler);
}

/**
 * @param {string} base Path without extension.
 * @param {string} root
 * @returns {Promise<unknown>}
 */
async function loadModule(base, root) {
  const file = [base, `${base}.js`, `${base}.mjs`, `${base}.cjs`].find((candidate) => existsSync(candidate));
  if (!file) {
    throw runtimeError('ImportModuleError', `Error: Cannot find module '${base.slice(root.length + 1)}'`);
  }
  try {
    if (file.endsWith('.mjs') || (file.endsWith('.js') && packageType(dirname(file), root) === 'module')) {
      return await import(pathToFileURL(file).href);
    }
    hidePackagesAbove(root);
    return createRequire(file)(file);
  } catch (error) {
    throw toRuntimeError(error);
  }
}

/**
 * The `type` of the nearest package.json inside the task root. In Lambda there is none above it.
 * @param {string} directory
 * @param {string} root
 * @returns {string}
 */
function packageType(directory, root) {
  const file = join(directory, 'package.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')).type ?? 'commonjs';
  return directory === root || directory === dirname(directory)
    ? 'commonjs'
    : packageType(dirname(directory), root);
}

/**
 * The assembly often lies inside a project whose package.json says `"type": "module"`. Node would take the function's
 * CommonJS files for modules because of it; compiling them ourselves leaves that file out of sight.
 * @param {string} root
 */
function hidePackagesAbove(root) {
  const extensions = /** @type {any} */ (Module)._extensions;
  const loadNormally = extensions['.js'];
  extensions['.js'] = (/** @type {any} */ module, /** @type {string} */ filename) => {
    if (filename.startsWith(join(root, '/')) && packageType(dirname(filename), root) === 'commonjs') {
      module._compile(readFileSync(filename, 'utf8'), filename);
    } else {
      loadNormally(module, filename);
    }
  };
}

/** @param {unknown} error */
function toRuntimeError(error) {
  if (error instanceof SyntaxError)
    return runtimeError('UserCodeSyntaxError', `SyntaxError: ${error.message}`, error);
  const code = /** @type {{ code?: string }} */ (error)?.code ?? '';
  const isMissing = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND';
  return isMissing ? runtimeError('ImportModuleError', String(error), /** @type {Error} */ (error)) : error;
}

/**
 * @param {string} type
 * @param {string} message
 * @param {Error} [cause]
 */
function runtimeError(type, message, cause) {
  const error = new Error(message, { cause });
  error.name = `Runtime.${type}`;
  if (cause?.stack) error.stack = cause.stack;
  return error;
}
