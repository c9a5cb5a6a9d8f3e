import { createHash } from 'node:crypto';
import {
  formatCount,
  formatIncomplete,
  formatMutants,
  formatSummary,
  sumFindings,
} from '../report/figures.ts';
import type { ParityReport } from '../report/parity-report.ts';
import { renderAsides } from './asides-section.ts';
import { renderCauses } from './causes-section.ts';
import { html, type Markup } from './html.ts';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';
import { renderRoutes } from './routes-section.ts';

/**
 * One page that needs nothing else: no network, no script for reading it. Its policy lets only its own style and script run,
 * whatever a body in it may hold.
 */
export function formatHtml(report: ParityReport): string {
  const title = formatTitle(report);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Parity: ${title}</title>
<style>${{ markup: pageStyle }}</style>
</head>
<body>
<header>
<p class="brand">unlith parity</p>
<h1 class="${report.causes.length === 0 && !report.incomplete ? 'equal' : 'differs'}">${title}</h1>
<dl>
<div><dt>Baseline</dt><dd>${report.baseline}</dd></div>
<div><dt>Candidate</dt><dd>${report.candidate}</dd></div>
<div><dt>Calibrated with</dt><dd>${report.calibration ?? 'nothing: ids and times count as differences'}</dd></div>
${renderShadow(report)}${renderMutation(report)}</dl>
<p class="summary">${formatSummary(report)}</p>
${renderIncomplete(report)}</header>
${filterBar}<main>
${renderCauses(report)}${renderRoutes(report)}${renderAsides(report)}</main>
<script>${{ markup: pageScript }}</script>
</body>
</html>
`.markup;
}

function formatTitle({ causes, exchanges, incomplete }: ParityReport): string {
  if (causes.length > 0)
    return `${formatCount(sumFindings(causes), 'finding')} of ${formatCount(causes.length, 'cause')}`;
  if (incomplete) return 'incomplete';
  return exchanges === 0 ? 'nothing was compared' : `no difference in ${formatCount(exchanges, 'exchange')}`;
}

function renderIncomplete(report: ParityReport): Markup | undefined {
  const incomplete = formatIncomplete(report);
  if (incomplete === undefined) return undefined;
  return html`<p class="incomplete"><strong>Incomplete.</strong> ${incomplete}</p>
`;
}

function renderShadow({ shadow }: ParityReport): Markup | undefined {
  if (!shadow) return undefined;
  const [requests, copied] = [shadow.requests, shadow.copied].map((number) => number.toLocaleString('en'));
  return html`<div><dt>Live since</dt><dd>${shadow.since}: ${copied} of ${requests} requests copied</dd></div>
`;
}

function renderMutation({ mutation }: ParityReport): Markup | undefined {
  return (
    mutation &&
    html`<div><dt>Planted faults</dt><dd>${formatMutants(mutation)}</dd></div>
`
  );
}

/** Shown by the script, without which it would do nothing. */
const filterBar: Markup = html`<search hidden>
<label for="filter">Filter</label>
<input id="filter" type="search" autocomplete="off" spellcheck="false" placeholder="route, place, code, value">
<output for="filter" aria-live="polite"></output>
<p class="keys"><kbd>/</kbd> filter <kbd>j</kbd> <kbd>k</kbd> next, previous <kbd>Enter</kbd> open <kbd>o</kbd> open or close all</p>
</search>
`;

const hash = (source: string) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`;

const policy = [
  "default-src 'none'",
  `style-src ${hash(pageStyle)}`,
  `script-src ${hash(pageScript)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
