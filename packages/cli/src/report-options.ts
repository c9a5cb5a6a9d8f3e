import {
  formatKnownFindings,
  listKnown,
  ParityError,
  type ParityReport,
  type ParityRun,
  parseAcceptedFile,
  parseKnownFindings,
  parseManifestRoutes,
  type ReportFormat,
  readText,
  reportFormats,
  writeWhole,
} from '@unlith/parity';
import { type Command, InvalidArgumentError } from 'commander';
import { UsageError } from './usage-error.ts';

/** What a report says beside the findings, and where it goes, as {@link addReportOptions} lets one say. */
export interface ReportWords {
  readonly accepted?: string;
  readonly baselineFile?: string;
  readonly updateBaseline?: true;
  readonly manifest?: string;
  readonly format: readonly ReportFormat[];
  readonly out: string;
}

/** Adds the options of a command that reports findings. */
export function addReportOptions(command: Command): Command {
  return command
    .option('--accepted <file>', 'differences that stay, as YAML or JSON: unlith/accepted@1')
    .option(
      '--baseline-file <file>',
      'findings of an earlier run: only others are reported; written where there is none yet',
    )
    .option('--update-baseline', "write today's findings to --baseline-file, and end with 0")
    .option(
      '--manifest <file>',
      'manifest.json of a split: its routes, and in SARIF the source lines of their handlers',
    )
    .option(
      '--format <formats>',
      `what is written beside findings.json, with commas: ${Object.keys(reportFormats).join(', ')} (xml is JUnit)`,
      parseFormats,
      ['html', 'xml'],
    )
    .option('--out <directory>', 'where the reports go', 'reports');
}

function parseFormats(value: string): ReportFormat[] {
  const formats = value.split(',');
  const unknown = formats.find((format) => !Object.hasOwn(reportFormats, format));
  if (unknown === undefined) return formats as ReportFormat[];
  throw new InvalidArgumentError(
    `There is no format ${unknown}. Formats are ${Object.keys(reportFormats).join(', ')}.`,
  );
}

/** Reads the files which the words name. */
export function resolveReportOptions({
  accepted,
  baselineFile,
  updateBaseline,
  manifest,
}: ReportWords): Pick<ParityRun, 'routes' | 'sources' | 'accepted' | 'known'> {
  if (updateBaseline && baselineFile === undefined)
    throw new UsageError('--update-baseline writes to --baseline-file: name one.');
  const known = baselineFile === undefined || updateBaseline ? undefined : findText(baselineFile);
  return {
    ...(accepted !== undefined && {
      accepted: parseAcceptedFile(getText('--accepted', accepted), accepted),
    }),
    ...(known !== undefined && { known: parseKnownFindings(known, `--baseline-file ${baselineFile}`) }),
    ...(manifest !== undefined && readSources(manifest)),
  };
}

/**
 * Writes today's findings where that was asked for, or where there is no such file yet; returns those which fail the run. A new
 * file alone excuses nothing: a mistyped name must not make a run green.
 */
export async function freezeFindings(
  { baselineFile, updateBaseline }: ReportWords,
  report: ParityReport,
): Promise<Pick<ParityReport, 'findings'>> {
  if (baselineFile === undefined) return report;
  if (!updateBaseline && findText(baselineFile) !== undefined) return report;
  const known = listKnown(report);
  await writeWhole(baselineFile, formatKnownFindings(known));
  console.error(`${baselineFile} now knows ${known.length} causes; later runs report others`);
  const codes = new Set(known.map(({ code }) => code));
  return updateBaseline ? { findings: report.findings.filter(({ code }) => !codes.has(code)) } : report;
}

function readSources(file: string): Pick<ParityRun, 'routes' | 'sources'> {
  const routes = parseManifestRoutes(getText('--manifest', file), file);
  const sources = routes.flatMap(({ routeKeys, source }) => routeKeys.map((key) => [key, source] as const));
  return { routes: [...new Set(sources.map(([key]) => key))], sources: Object.fromEntries(sources) };
}

/** @throws {UsageError} when the file that an option names cannot be read. */
export function getText(option: string, file: string): string {
  const text = findText(file);
  if (text === undefined) throw new UsageError(`${option} ${file} is not there. Give the path of a file.`);
  return text;
}

function findText(file: string): string | undefined {
  try {
    return readText(file);
  } catch (error) {
    if (error instanceof ParityError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new UsageError(`${file} cannot be read: ${message}. Give the path of a file.`);
  }
}
