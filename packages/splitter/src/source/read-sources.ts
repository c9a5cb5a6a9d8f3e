import { readFile } from 'node:fs/promises';
import type { ExpressApp } from '../express-app.ts';
import { createLineIndex } from './line-index.ts';
import { listCalls } from './list-calls.ts';
import { parseSource } from './parse-source.ts';
import type { ModuleFacts, SourceFacts } from './source-facts.ts';

/**
 * Reads what the app's own modules say of themselves, without running them: calls, imports, state, effects.
 *
 * @throws {SplitError} `split.syntax`
 */
export async function readSources(app: ExpressApp): Promise<SourceFacts> {
  const modules = await Promise.all(app.modules.filter(isCode).map(readModule));
  return { modules: new Map(modules.map((facts) => [facts.file, facts])) };
}

async function readModule(file: string): Promise<ModuleFacts> {
  return parseModule(file, await readFile(file, 'utf8'));
}

export function parseModule(file: string, source: string): ModuleFacts {
  const program = parseSource(file, source);
  const lines = createLineIndex(source);
  return { file, calls: listCalls(program, lines) };
}

function isCode(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}
