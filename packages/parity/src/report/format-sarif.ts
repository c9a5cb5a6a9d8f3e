import type { Invocation, Location, Log, ReportingDescriptor, Result } from 'sarif';
import type { Finding } from './finding.ts';
import { findingCatalogue } from './finding-catalogue.ts';
import { indexFindings } from './findings-of-cause.ts';
import { formatCause } from './format-finding.ts';
import type { Cause, ParityReport } from './parity-report.ts';

/**
 * SARIF 2.1.0, as code scanning of GitHub and others shows it: a result for each cause, at the line that registers its route's
 * handler, where the report knows it; accepted divergences are suppressed results.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function formatSarif(report: ParityReport): string {
  const ofCause = indexFindings(report);
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'unlith parity', rules: listRules() } },
        columnKind: 'utf16CodeUnits',
        invocations: [toInvocation(report)],
        results: [
          ...report.causes.map((cause) => toResult(cause, report, ofCause(cause))),
          ...report.accepted
            .filter(({ findings }) => findings > 0)
            .map((entry) => toSuppressed(entry, report)),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function listRules(): ReportingDescriptor[] {
  return Object.entries(findingCatalogue).map(([id, meaning]) => ({
    id,
    shortDescription: { text: meaning },
  }));
}

function toInvocation({ incomplete }: ParityReport): Invocation {
  if (!incomplete) return { executionSuccessful: true };
  const { code, exitCode, reason } = incomplete;
  return {
    executionSuccessful: false,
    exitCode,
    toolExecutionNotifications: [{ level: 'error', descriptor: { id: code }, message: { text: reason } }],
  };
}

function toResult(cause: Cause, report: ParityReport, findings: readonly Finding[]): Result {
  return {
    ruleId: cause.code,
    level: 'error',
    message: { text: formatCause(cause, findings) },
    locations: [toLocation(cause.routeKey, report)],
    partialFingerprints: { 'cause/v1': cause.fingerprint },
    occurrenceCount: cause.findings,
  };
}

function toSuppressed(
  { code, route, place = '*', reason, link, expires }: ParityReport['accepted'][number],
  report: ParityReport,
): Result {
  return {
    ruleId: code,
    level: 'error',
    message: { text: `${route}  ${place}\n  ${findingCatalogue[code]}` },
    locations: [toLocation(route, report)],
    suppressions: [
      { kind: 'external', status: 'accepted', justification: `${reason} (${link}, until ${expires})` },
    ],
  };
}

/** `src/routes/bookings.ts:12:10` as a physical location; a route whose source nobody knows is a logical one only. */
function toLocation(routeKey: string, { routes }: ParityReport): Location {
  const logical = { logicalLocations: [{ fullyQualifiedName: routeKey, kind: 'resource' }] };
  const source = routes.find((route) => route.routeKey === routeKey)?.source ?? '';
  const [, file, line, column = 1] = /^(.+?):(\d+)(?::(\d+))?$/.exec(source) ?? [];
  if (file === undefined) return logical;
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(file), uriBaseId: '%SRCROOT%' },
      region: { startLine: Number(line), startColumn: Number(column) },
    },
    ...logical,
  };
}
