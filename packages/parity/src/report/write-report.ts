import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EnvironmentError } from '../errors.ts';
import { formatHtml } from '../page/format-html.ts';
import { formatJunit } from './format-junit.ts';
import { formatMarkdown } from './format-markdown.ts';
import { formatSarif } from './format-sarif.ts';
import { formatTerminal } from './format-terminal.ts';
import type { ParityReport } from './parity-report.ts';

/** The formats of a report, by the extension of their files: each is made of the report alone. */
export const reportFormats = {
  json: (report: ParityReport) => `${JSON.stringify(report, null, 2)}\n`,
  html: formatHtml,
  xml: formatJunit,
  md: formatMarkdown,
  sarif: formatSarif,
  txt: (report: ParityReport) => formatTerminal(report),
} as const;

/** `xml` is JUnit's. */
export type ReportFormat = keyof typeof reportFormats;

/** Where a report is written: `reports/findings.json`, and beside it the same in other formats. */
export interface ReportFiles {
  readonly directory: string;
  /** Default `findings`. */
  readonly name?: string;
  /** Beside JSON. Default `html` and `xml`. */
  readonly formats?: readonly ReportFormat[];
}

/**
 * Writes a report, and returns the files. A file appears whole or not at all: it is written beside its place and renamed.
 *
 * @throws EnvironmentError `report.unwritable`.
 */
export async function writeReport(
  report: ParityReport,
  { directory, name = 'findings', formats = ['html', 'xml'] }: ReportFiles,
): Promise<string[]> {
  const written = new Set<ReportFormat>(['json', ...formats]);
  const files = [...written].map((format) => [join(directory, `${name}.${format}`), format] as const);
  for (const [file, format] of files) await writeWhole(file, reportFormats[format](report));
  return files.map(([file]) => file);
}

/**
 * Makes the directory of a report, so that nobody waits for one that nothing can be written to.
 *
 * @throws EnvironmentError `report.unwritable`.
 */
export async function prepareDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
    await access(directory, constants.W_OK);
  } catch (cause) {
    throw unwritable(directory, cause);
  }
}

/**
 * Writes a file that appears whole or not at all, whoever else writes it at the same time.
 *
 * @throws EnvironmentError `report.unwritable`.
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, content);
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {});
    throw unwritable(file, cause);
  }
}

function unwritable(path: string, cause: unknown): EnvironmentError {
  const reason = cause instanceof Error ? cause.message : cause;
  return new EnvironmentError(
    'report.unwritable',
    `${path} cannot be written: ${reason}. Give another path.`,
    { cause },
  );
}
