import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Layout, SplitOptions } from '@unlith/splitter';
import { type Command, Option } from 'commander';
import { collect } from './collect.ts';
import { UsageError } from './usage-error.ts';

/** The words by which `split` and `try` say how an app is to be split. */
export interface SplitWords {
  readonly layout: string;
  readonly env: Readonly<Record<string, string>>;
  readonly slim: readonly string[];
  readonly shake: SplitOptions['shake'];
  readonly keepImport: readonly string[];
  readonly accept: readonly string[];
}

/** Adds `--env`, for every command that loads an app. */
export function addEnvOption(command: Command): Command {
  return command.option(
    '--env <key=value>',
    'environment variable of the app; repeatable',
    collectVariable,
    {},
  );
}

/** Adds what {@link resolveSplitOptions} reads. */
export function addSplitOptions(command: Command): Command {
  return addEnvOption(command)
    .option('--layout <layout>', 'lith, per-route, per-resource, or a layout file (JSON)', 'per-route')
    .option(
      '--accept <finding>',
      'code, or file:line, that must keep no route in the lith; repeatable',
      collect,
      [],
    )
    .addOption(
      new Option('--shake <level>', 'how far unused imports are dropped')
        .choices(['cuts', 'app', 'packages'])
        .default('packages'),
    )
    .option('--keep-import <package>', 'package whose import always stays; repeatable', collect, [])
    .addOption(
      new Option('--no-slim <step>', 'slimming step to leave out; repeatable').argParser(collect).default([]),
    );
}

/** @throws {UsageError} for a layout that is neither known nor a file of one. */
export function resolveSplitOptions({ layout, accept, shake, keepImport }: SplitWords): SplitOptions {
  const file = resolveLayout(layout);
  return { layout: file.layout, accept: [...file.accept, ...accept], shake, keepImports: keepImport };
}

interface ResolvedLayout {
  readonly layout: Layout;
  readonly accept: readonly string[];
}

function resolveLayout(word: string): ResolvedLayout {
  if (word === 'lith' || word === 'per-route' || word === 'per-resource')
    return { layout: { kind: word }, accept: [] };
  const { functions, accept = [] } = readLayoutFile(word);
  if (!isListByName(functions) || !isTexts(accept)) {
    throw new UsageError(
      `--layout ${word} must look like {"functions": {"bookings": ["GET /api/bookings"]}, "accept": ["split.shared-state"]}.`,
    );
  }
  const name = basename(word, extname(word));
  return { layout: { kind: 'custom', name, functions: new Map(Object.entries(functions)) }, accept };
}

function readLayoutFile(file: string): { functions?: unknown; accept?: unknown } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) ?? {};
  } catch (cause) {
    const reason =
      (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (cause as Error).message;
    throw new UsageError(
      `--layout ${file} is neither lith, per-route nor per-resource, and no layout file: ${reason}.`,
      { cause },
    );
  }
}

function isListByName(value: unknown): value is Record<string, string[]> {
  return typeof value === 'object' && value !== null && Object.values(value).every(isTexts);
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');

function collectVariable(word: string, previous: Readonly<Record<string, string>>): Record<string, string> {
  const [, name, value] = /^(\w+)=(.*)$/s.exec(word) ?? [];
  if (name === undefined || value === undefined) {
    throw new UsageError(`--env ${word} is not of the form KEY=VALUE, as --env NODE_ENV=production`);
  }
  return { ...previous, [name]: value };
}
