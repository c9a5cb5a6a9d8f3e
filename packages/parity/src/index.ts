export type { Comparison, PlayedSuite } from './compare/compare.ts';
export { compare } from './compare/compare.ts';
export type { RecordedComparison, Recording } from './compare/compare-exchanges.ts';
export { compareExchanges } from './compare/compare-exchanges.ts';
export type { PlayedTrio, StreamComparison } from './compare/compare-stream.ts';
export { compareStream } from './compare/compare-stream.ts';
export { transportHeaders } from './compare/transport-headers.ts';
export type { Calibration, CalibrationOptions } from './correlate/calibration.ts';
export { calibrate } from './correlate/calibration.ts';
export type { OrderBlindList } from './correlate/list-orders.ts';
export { EnvironmentError, ParityError, UsageError } from './errors.ts';
export { exitCodeOf, exitCodes } from './exit-code.ts';
export type { GenerateOptions } from './generate/generate-scenarios.ts';
export { generateScenarios } from './generate/generate-scenarios.ts';
export type { RouteToPlay } from './generate/route-to-play.ts';
export type { HeaderLine, HttpRequest, HttpResponse, Send } from './http/http-message.ts';
export { findHeader } from './http/http-message.ts';
export type { HttpTransport, TransportOptions } from './http/http-transport.ts';
export { createHttpTransport } from './http/http-transport.ts';
export type { SidesAsFar } from './incomplete-run.ts';
export { getPlayedSuite, IncompleteRun } from './incomplete-run.ts';
export type { JudgedMutant, Mutant, MutantKind, MutationReport, MutationSummary } from './mutate/mutant.ts';
export { mutantCatalogue } from './mutate/mutant.ts';
export type { MutationRun } from './mutate/mutate.ts';
export { runMutation } from './mutate/mutate.ts';
export { formatHtml } from './page/format-html.ts';
export type { RecordedTrio } from './play/exchange-lines.ts';
export { formatExchangeLine, readExchangeLines } from './play/exchange-lines.ts';
export type { PlayEvent, PlayOptions } from './play/play.ts';
export { play } from './play/play.ts';
export type { PlayedAsFar } from './play/play-as-far.ts';
export { playAsFar } from './play/play-as-far.ts';
export type {
  AnsweredStep,
  PlayedScenario,
  PlayedStep,
  Playthrough,
  SkippedStep,
} from './play/playthrough.ts';
export type { RecordedExchange } from './play/recorded.ts';
export { toPlaythrough } from './play/recorded.ts';
export type { Target } from './play/target.ts';
export type { AcceptedDivergence } from './report/accepted-entry.ts';
export { parseAcceptedFile } from './report/accepted-file.ts';
export type { CauseKey } from './report/cause.ts';
export type { ExchangeSample, SampledSide } from './report/exchange-sample.ts';
export type { Finding, Json } from './report/finding.ts';
export type { FindingCode } from './report/finding-catalogue.ts';
export { findingCatalogue } from './report/finding-catalogue.ts';
export { formatFinding } from './report/format-finding.ts';
export { formatJunit } from './report/format-junit.ts';
export { formatMarkdown } from './report/format-markdown.ts';
export { formatSarif } from './report/format-sarif.ts';
export type { RouteColumn } from './report/format-terminal.ts';
export { formatTerminal } from './report/format-terminal.ts';
export { formatKnownFindings, listKnown, parseKnownFindings } from './report/known-findings.ts';
export type {
  Cause,
  Counted,
  Incomplete,
  NoiseKind,
  NoisePlace,
  NotCompared,
  ParityReport,
  RouteSummary,
} from './report/parity-report.ts';
export type { ReportBuilder, ReportOptions } from './report/report-builder.ts';
export { createReportBuilder } from './report/report-builder.ts';
export type { SampleBody } from './report/sample-body.ts';
export type { ReportFiles, ReportFormat } from './report/write-report.ts';
export { prepareDirectory, reportFormats, writeReport, writeWhole } from './report/write-report.ts';
export type { ParityRun } from './run-parity.ts';
export { runParity } from './run-parity.ts';
export { checkSuite, defineScenario } from './scenario/define-scenario.ts';
export type { Captured, CaptureSource, Request, Scenario, Settlement, Step } from './scenario/scenario.ts';
export type { PresentedToken, RequestTemplate, TokenTemplate } from './scenario/template.ts';
export { createTemplate, presentAs } from './scenario/template.ts';
export { formatCurlScript } from './search/format-curl-script.ts';
export type { SearchOutcome, SearchRun } from './search/search.ts';
export { search } from './search/search.ts';
export type { Divergence, SearchSummary } from './search/search-report.ts';
export type { ShadowFigures } from './shadow/observer-report.ts';
export type { Shadow, ShadowOptions } from './shadow/shadow.ts';
export { startShadow } from './shadow/shadow.ts';
export { formatCurl } from './sources/curl/format-curl.ts';
export type { ManifestRoute } from './sources/manifest-routes.ts';
export { parseManifestRoutes } from './sources/manifest-routes.ts';
export { readScenarios } from './sources/read-scenarios.ts';
export { readText } from './sources/read-text.ts';
export { formatScenarioFile } from './sources/scenario-file/format-scenario-file.ts';
export type { Imported, ReadOptions, Skipped } from './sources/source.ts';
export type { Collection, Store } from './stores/store.ts';
