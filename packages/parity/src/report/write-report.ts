import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EnvironmentError } from '../errors.ts';
import { formatJunit } from './format-junit.ts';
import type { ParityReport } from './parity-report.ts';

/**
 * Writes the report as JSON, and as JUnit XML where `junitFile` is given. A file appears whole or not at all: it is
 * written beside its place and renamed.
 *
 * @throws EnvironmentError `report.unwritable`.
 */
export async function writeReport(
  report: ParityReport,
  { file, junitFile }: { file: string; junitFile?: string },
): Promise<void> {
  await writeWhole(file, `${JSON.stringify(report, null, 2)}\n`);
  if (junitFile !== undefined) await writeWhole(junitFile, formatJunit(report));
}

async function writeWhole(file: string, content: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, content);
    await rename(temporary, file);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : cause;
    throw new EnvironmentError(
      'report.unwritable',
      `The report ${file} cannot be written: ${reason}. Give another path.`,
      {
        cause,
      },
    );
  }
}
