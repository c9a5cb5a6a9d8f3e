import { once } from 'node:events';
import { join } from 'node:path';
import {
  exitCodeOf,
  formatTerminal,
  prepareDirectory,
  type ShadowFigures,
  type ShadowOptions,
  startShadow,
  writeReport,
} from '@unlith/parity';
import { type Command, Option } from 'commander';
import { count } from '../format-table.ts';
import { listenForInterruption } from '../interruption.ts';
import { parseCount, parsePort } from '../parse-number.ts';
import {
  addReportOptions,
  freezeFindings,
  getText,
  type ReportWords,
  resolveReportOptions,
} from '../report-options.ts';
import { UsageError } from '../usage-error.ts';

interface ShadowWords extends ReportWords, Pick<ShadowOptions, 'host' | 'port' | 'maxInFlight'> {
  readonly baseline: string;
  readonly candidate: string;
  readonly calibration?: string;
  readonly copy: 'safe' | 'all';
  readonly sample: number;
  readonly timeout: number;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
}

/** `unlith shadow`: stands in front of the baseline until SIGINT or SIGTERM, and compares what the candidate would have answered. */
export function addShadowCommand(program: Command): void {
  addReportOptions(program.command('shadow'))
    .description('answer live traffic from one API, and compare what another would have answered')
    .requiredOption('--baseline <url>', 'the API that answers')
    .requiredOption('--candidate <url>', 'the API that is asked the same, unseen by clients')
    .option(
      '--calibration <url>',
      'a second baseline, asked the same; without it, what looks like an id or a time may vary',
    )
    .option('--host <address>', 'where to listen', '127.0.0.1')
    .option('--port <number>', 'where to listen (default: any free port)', parsePort)
    .addOption(
      new Option(
        '--copy <requests>',
        'safe: GET, HEAD and OPTIONS. all: every request; whatever one writes is written TWICE, here and there: mail is sent twice, and a database that both use is written to twice',
      )
        .choices(['safe', 'all'])
        .default('safe'),
    )
    .option(
      '--tls-cert <file>',
      'PEM: listen for TLS with this certificate, and those that lead to its authority',
    )
    .option('--tls-key <file>', 'PEM: the key of --tls-cert')
    .option('--sample <n>', 'copy one request in so many', parseCount, 1)
    .option(
      '--max-in-flight <n>',
      'copies under way at a time; further ones are not made, and counted',
      parseCount,
      64,
    )
    .option('--timeout <ms>', 'longest wait for the candidate', parseCount, 10_000)
    .action(shadow);
}

async function shadow(words: ShadowWords): Promise<void> {
  const { accepted: _, timeout: timeoutMs, ...options } = words;
  if (words.copy === 'all' && words.sample > 1)
    throw new UsageError('--sample leaves out writes, which --copy all needs. Give one of them.');
  const identity = resolveIdentity(words);
  await prepareDirectory(words.out);
  const interruption = listenForInterruption();
  const running = await startShadow({
    ...options,
    ...resolveReportOptions(words),
    timeoutMs,
    ...(identity && { identity }),
    file: join(words.out, 'findings.json'),
    onFigures: (figures) => console.error(formatFigures(figures)),
    onTrouble: ({ message }) => console.error(`${message} Clients are served on.`),
  });
  console.log(`${running.url} answers as ${words.baseline} does. Ctrl-C ends it, and says what it saw.`);
  if (!interruption.aborted) await once(interruption, 'abort');
  const report = await running.close();
  await writeReport(report, { directory: words.out, formats: words.format });
  const failing = await freezeFindings(words, report);
  console.log(formatTerminal(report));
  process.exitCode = exitCodeOf(failing);
}

function resolveIdentity({ tlsCert, tlsKey }: ShadowWords): ShadowOptions['identity'] {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined)
    throw new UsageError('--tls-cert and --tls-key belong together. Give both.');
  return { cert: getText('--tls-cert', tlsCert), key: getText('--tls-key', tlsKey) };
}

function formatFigures({ requests, copied, compared, differing, unanswered }: ShadowFigures): string {
  const figures = { copied, compared, differing, unanswered };
  const words = Object.entries(figures).map(([what, number]) => `${number.toLocaleString('en')} ${what}`);
  return [count(requests, 'request'), ...words].join(', ');
}
