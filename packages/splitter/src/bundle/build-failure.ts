import type { BuildFailure, Message } from 'esbuild';
import { SplitError } from '../errors.ts';
import { fileOf } from './missing-modules.ts';

/** Builds or says in one sentence what esbuild would not take, and where. */
export async function orSplitError<T>(building: Promise<T>): Promise<T> {
  try {
    return await building;
  } catch (cause) {
    if (!isBuildFailure(cause)) throw cause;
    const [first, ...others] = cause.errors;
    const more = others.length > 0 ? ` (and ${others.length} more like it)` : '';
    throw new SplitError(
      'split.bundle',
      `The app cannot be bundled: ${first ? formatMessage(first) : cause.message}${more}`,
      { cause },
    );
  }
}

export function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && Array.isArray((error as Partial<BuildFailure>).errors);
}

function formatMessage({ text, location, pluginName }: Message): string {
  const by = pluginName ? ` [${pluginName}]` : '';
  if (!location) return `${text}${by}.`;
  return `${text}${by} (${fileOf(location.file)}:${location.line}:${location.column + 1}).`;
}
