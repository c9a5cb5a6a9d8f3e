import type MagicString from 'magic-string';
import { walk } from 'oxc-walker';
import { parseSource } from '../../source/parse-source.ts';
import type { Cut } from '../../split-plan.ts';

/**
 * Where a name is put together (`import('./locales/' + name)`), esbuild makes a choice among the files that are there, which throws
 * if none fits. Node.js rejects, and apps wait for that. https://esbuild.github.io/api/#glob
 */
export function rejectMissing(text: MagicString, file: string, cuts: readonly Cut[]): void {
  if (!computedImport.test(text.original)) return;
  walk(parseSource(file, text.original), {
    enter(node) {
      if (node.type !== 'ImportExpression' || !isComputed(node.source.type)) return;
      if (cuts.some(({ start, end }) => start <= node.start && node.end <= end)) return;
      text.appendLeft(node.start, '(async()=>');
      text.appendRight(node.end, ')()');
    },
  });
}

const computedImport = /\bimport\s*\(\s*[`'"]/;

const isComputed = (type: string): boolean => type === 'TemplateLiteral' || type === 'BinaryExpression';
