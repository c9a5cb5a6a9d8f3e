import { judgeRecorded } from '../compare/judge-recorded.ts';
import type { JudgedStep } from '../compare/judge-step.ts';
import { defaultToleranceMs } from '../correlate/calibration.ts';
import { type Correlation, createCorrelation } from '../correlate/correlation.ts';
import type { HttpResponse } from '../http/http-message.ts';
import { createHttpTransport } from '../http/http-transport.ts';
import { isSafeMethod } from '../http/safe-method.ts';
import { nowMs } from '../play/now-ms.ts';
import type { RecordedExchange } from '../play/recorded.ts';
import type { ParityReport } from '../report/parity-report.ts';
import { createReportBuilder, type ReportOptions } from '../report/report-builder.ts';
import { createCopyQueue } from './copy-queue.ts';
import { translateRequest } from './translate-request.ts';

/** Whom to ask beside the baseline, and for how long. */
export interface ObserverOptions extends Pick<ReportOptions, 'routes' | 'sources' | 'accepted' | 'known'> {
  /** Base URL of the API which answers. */
  readonly baseline: string;
  /** Base URL of the API which is asked the same, and of whose answers nobody gets to see anything. */
  readonly candidate: string;
  /** Base URL of a second baseline, asked the same, to learn what varies by itself. */
  readonly calibration?: string | undefined;
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
}

/** Sends copies of what the baseline has answered to the candidate, and compares; in bounded memory, however long. */
export interface Observer {
  /** Resolves when the exchange, which counts under `routeKey`, has been judged. */
  observe(exchange: RecordedExchange, routeKey: string): Promise<void>;
  report(): ParityReport;
  /** Ends the idle connections. */
  close(): void;
}

/** Creates an observer. */
export function createObserver(options: ObserverOptions): Observer {
  const report = createReportBuilder({
    ...options,
    calibration: options.calibration ?? null,
    timeToleranceMs: defaultToleranceMs,
  });
  const candidate = createSide(options.candidate, options);
  const second = options.calibration === undefined ? undefined : createSide(options.calibration, options);
  const enqueue = createCopyQueue();
  let observed = 0;

  const judge = async (baseline: RecordedExchange): Promise<Judged> => {
    const [answer, calibration] = await Promise.all([candidate.ask(baseline), second?.ask(baseline)]);
    if (answer instanceof Error) return toUnanswered(baseline.response, answer);
    if (calibration instanceof Error)
      return { differences: [], notCompared: 'the second baseline gave no answer' };
    // By itself, so that later requests name its own ids.
    if (second && calibration) judgeRecorded({ baseline, candidate: calibration }, second);
    return judgeRecorded({ baseline, candidate: answer, calibration }, candidate);
  };

  return {
    observe(exchange, routeKey) {
      const step = { routeKey, scenario: 'live', step: `request ${++observed}` };
      const work = async () => report.add({ ...step, ...(await judge(exchange).catch(toIncomparable)) });
      return enqueue(work, { isSafe: isSafeMethod(exchange.request.method) });
    },
    report: report.build,
    close() {
      candidate.close();
      second?.close();
    },
  };
}

type Judged = Omit<JudgedStep, 'routeKey' | 'scenario' | 'step'>;

interface Side {
  /** Remembers which of this side's ids stand for which of the baseline's. */
  readonly correlation: Correlation;
  /** The error is what kept it from answering. */
  ask(exchange: RecordedExchange): Promise<RecordedExchange | Error>;
  close(): void;
}

function createSide(url: string, { timeoutMs, maxBodyBytes }: ObserverOptions): Side {
  const { send, close } = createHttpTransport({ url, timeoutMs, maxBodyBytes });
  const correlation = createCorrelation();
  return {
    correlation,
    close,
    async ask(exchange) {
      const request = translateRequest(exchange.request, correlation);
      const startedAtMs = nowMs();
      try {
        const response = await send(request);
        return {
          request,
          response,
          startedAtMs,
          durationMs: nowMs() - startedAtMs,
        };
      } catch (error) {
        return error as Error;
      }
    },
  };
}

function toUnanswered({ status }: HttpResponse, { message }: Error): Judged {
  return {
    differences: [{ code: 'parity.no-answer', where: 'status', baseline: status, candidate: message }],
  };
}

/** A body nested so deep that no stack holds it, for example. */
function toIncomparable(error: unknown): Judged {
  return { differences: [], notCompared: `it cannot be compared: ${error}` };
}
