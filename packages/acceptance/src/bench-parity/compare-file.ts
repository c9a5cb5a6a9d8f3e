import { compareStream, readExchangeLines } from '@unlith/parity';

// `tsx compare-file.ts <file>`: one comparison in a process of its own, whose memory can be measured.
const report = await compareStream(readExchangeLines(process.argv[2] ?? ''), {
  baseline: 'baseline',
  calibration: 'second baseline',
  candidate: 'candidate',
});
const { exchanges, causes } = report;
const findings = causes.reduce((sum, cause) => sum + cause.findings, 0);
const reportBytes = Buffer.byteLength(JSON.stringify(report, null, 2));
process.send?.({ exchanges, findings, reportBytes, peakKiB: process.resourceUsage().maxRSS });
