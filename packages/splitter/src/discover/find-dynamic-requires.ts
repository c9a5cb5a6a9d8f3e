import { readFileSync } from 'node:fs';
import { walk } from 'oxc-walker';
import type { DynamicRequire, Site } from '../express-app.ts';
import { createLineIndex } from '../source/line-index.ts';
import { parseSource } from '../source/parse-source.ts';
import type { LoadedSpecifier } from './report.ts';

interface DynamicCalls {
  /** `line:column` of each `require(expression)`. */
  readonly requires: ReadonlySet<string>;
  readonly imports: readonly Site[];
  /** What the file names as a literal: no need to have been asked for by an expression. */
  readonly literals: ReadonlySet<string>;
}

/**
 * Of all that the app's files have loaded, what they asked for by an expression. A `require` is known by its place. Node does
 * not tell which `import(expression)` of a file asked: where it has several, each counts as having asked for all.
 */
export function findDynamicRequires(loaded: readonly LoadedSpecifier[]): DynamicRequire[] {
  const callsOf = rememberByFile(listDynamicCalls);
  const found = loaded.flatMap(({ from, specifier, resolved, site }): DynamicRequire[] => {
    const { requires, imports, literals } = callsOf(from);
    if (site) return requires.has(`${site.line}:${site.column}`) ? [{ site, resolved }] : [];
    return literals.has(specifier) ? [] : imports.map((importSite) => ({ site: importSite, resolved }));
  });
  const byKey = new Map(found.map((each) => [toKey(each), each]));
  return [...byKey.values()].sort((a, b) => (toKey(a) < toKey(b) ? -1 : 1));
}

function listDynamicCalls(file: string): DynamicCalls {
  const source = readFileSync(file, 'utf8');
  const requires = new Set<string>();
  const imports: Site[] = [];
  const literals = new Set<string>();
  if (!mayBeDynamic.test(source)) return { requires, imports, literals };
  const lines = createLineIndex(source);
  walk(parseSource(file, source), {
    enter(node) {
      if (node.type === 'Literal' && typeof node.value === 'string') literals.add(node.value);
      if (node.type === 'ImportExpression' && !isLiteral(node.source)) {
        imports.push({ file, ...lines.locate(node.start) });
      }
      const [argument] = node.type === 'CallExpression' ? node.arguments : [];
      if (node.type !== 'CallExpression' || !argument || isLiteral(argument)) return;
      const { callee } = node;
      const { line, column } = lines.locate(
        callee.type === 'MemberExpression' ? callee.property.start : callee.start,
      );
      requires.add(`${line}:${column}`);
    },
  });
  return { requires, imports, literals };
}

function isLiteral(node: { type: string; expressions?: unknown }): boolean {
  return (
    node.type === 'Literal' ||
    (node.type === 'TemplateLiteral' && Array.isArray(node.expressions) && node.expressions.length === 0)
  );
}

/** Most files need no parsing: all that they load they name. */
const mayBeDynamic = /\b(?:require|import)\s*\(\s*[^'"\s)]/;

function rememberByFile<Value>(read: (file: string) => Value): (file: string) => Value {
  const known = new Map<string, Value>();
  return (file) => {
    const value = known.get(file) ?? read(file);
    known.set(file, value);
    return value;
  };
}

function toKey({ site, resolved }: DynamicRequire): string {
  return [
    site.file,
    String(site.line).padStart(6, '0'),
    String(site.column).padStart(6, '0'),
    resolved,
  ].join();
}
