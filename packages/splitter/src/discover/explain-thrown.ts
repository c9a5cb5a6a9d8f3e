import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SplitErrorCode } from '../errors.ts';
import type { Site } from '../express-app.ts';
import { createLineIndex } from '../source/line-index.ts';
import { isAppFile } from './app-file.ts';
import type { ThrownError } from './report.ts';

/** What went wrong while the app's own code ran, or before it could. */
export interface ThrownExplanation {
  readonly code: SplitErrorCode;
  /** `Error: no database`, `cannot resolve "./routes"` */
  readonly what: string;
  readonly site: Site | undefined;
  readonly nextStep: string;
}

/** Tells by what Node, V8 and esbuild write which kind of mistake it is, and where. */
export function explainThrown(error: ThrownError): ThrownExplanation {
  return explainUnresolved(error) ?? explainSyntax(error) ?? explainException(error);
}

const unresolvedCodes = new Set([
  'MODULE_NOT_FOUND',
  'ERR_MODULE_NOT_FOUND',
  'ERR_PACKAGE_PATH_NOT_EXPORTED',
]);

function explainUnresolved({ code, message }: ThrownError): ThrownExplanation | undefined {
  if (!unresolvedCodes.has(code ?? '')) return undefined;
  const [, wanted = ''] = /['"]([^'"]+)['"]/.exec(message) ?? [];
  const [, importer = ''] = /(?:imported from |Require stack:\n- )(.+)$/m.exec(message) ?? [];
  const file = toPath(importer);
  const { specifier, site } = findSpecifier(file, toPath(wanted));
  const [name] = /^(?:@[^/]+\/)?[^/]+/.exec(specifier) ?? [];
  const isPackage = !/^[./]/.test(specifier);
  return {
    code: name === 'express' ? 'split.no-express' : 'split.unresolved-import',
    what: `cannot resolve "${specifier}"`,
    site,
    nextStep: isPackage ? `install it (npm install ${name})` : 'correct its path',
  };
}

/** The specifier as the importer has it: Node tells the file that it looked for. */
function findSpecifier(file: string, wanted: string): { specifier: string; site: Site | undefined } {
  if (!existsSync(file)) return { specifier: wanted, site: undefined };
  const source = readFileSync(file, 'utf8');
  for (const match of source.matchAll(/(['"`])([^'"`\n]+)\1/g)) {
    const [, , text = ''] = match;
    const names = text === wanted || text.startsWith(`${wanted}/`);
    if (!names && !(text.startsWith('.') && resolve(dirname(file), text) === wanted)) continue;
    return { specifier: text, site: { file, ...createLineIndex(source).locate(match.index) } };
  }
  return { specifier: wanted, site: { file, line: 1, column: 1 } };
}

function explainSyntax({ name, message, stack }: ThrownError): ThrownExplanation | undefined {
  const compiled = /^(\/.+|[A-Za-z]:\\.+):(\d+):(\d+): ERROR: (.+)$/m.exec(message);
  if (compiled) {
    const [, file = '', line, column, what = ''] = compiled;
    // esbuild counts columns from 0.
    return toSyntax(what, { file, line: Number(line), column: Number(column) + 1 });
  }
  // V8 begins the stack with the place, the line and a caret below what it could not read.
  const parsed = /^(.+):(\d+)\n.*\n( *)\^/.exec(stack);
  if (name !== 'SyntaxError' || !parsed) return undefined;
  const [, file = '', line, indent = ''] = parsed;
  return toSyntax(message, { file: toPath(file), line: Number(line), column: indent.length + 1 });
}

function toSyntax(what: string, site: Site): ThrownExplanation {
  return { code: 'split.syntax', what: `cannot be read: ${what}`, site, nextStep: 'correct it' };
}

function explainException({ name, message, stack }: ThrownError): ThrownExplanation {
  const [text = ''] = message.split('\n', 1);
  return {
    code: 'split.app-threw',
    what: `throws ${name}: ${text}`,
    site: findOwnFrame(stack),
    nextStep: 'give what it needs, e.g. by --env KEY=VALUE',
  };
}

/** The nearest frame in the app's own files. */
function findOwnFrame(stack: string): Site | undefined {
  for (const [, place = '', line, column] of stack.matchAll(
    /^ +at (?:.*\()?([^()\s].*?):(\d+):(\d+)\)?$/gm,
  )) {
    const file = toPath(place);
    if (isAbsolute(file) && isAppFile(file)) return { file, line: Number(line), column: Number(column) };
  }
  return undefined;
}

function toPath(fileOrUrl: string): string {
  return fileOrUrl.startsWith('file:') ? fileURLToPath(fileOrUrl) : fileOrUrl;
}
