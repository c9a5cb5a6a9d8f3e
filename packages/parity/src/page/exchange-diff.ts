import type { ExchangeSample, SampledSide } from '../report/exchange-sample.ts';
import { formatCount } from '../report/figures.ts';
import { alignLines, type LinePair } from './align-lines.ts';
import { html, type Markup } from './html.ts';
import { listRequestLines, listResponseLines } from './message-lines.ts';

/** How the two sides of a line compare; `excused` differs where the baseline differs from itself, or where it was accepted. */
type Verdict = 'same' | 'counts' | 'excused';

/** Lines shown around one that differs. */
const context = 3;

/** An exchange with its two sides beside each other; what is alike is folded. */
export function renderExchange({ scenario, step, places, baseline, candidate }: ExchangeSample): Markup {
  const requests = alignLines(listRequestLines(baseline.request), listRequestLines(candidate.request));
  const answers = alignLines(listResponseLines(baseline.response), listResponseLines(candidate.response));
  return html`<table class="diff">
<caption>${scenario} › ${step}</caption>
<colgroup><col><col><col><col></colgroup>
<thead><tr><th scope="col" colspan="2">baseline ${formatDuration(baseline)}</th><th scope="col" colspan="2">candidate ${formatDuration(candidate)}</th></tr></thead>
${renderPart(requests, places.filter(isOfRequest))}${renderPart(answers, places)}</table>`;
}

const isOfRequest = (place: string) => place.startsWith('request:');

const formatDuration = ({ durationMs }: SampledSide) => html`<small>${durationMs.toFixed(1)} ms</small>`;

/** The first line, which says what this is, and what surrounds the lines that count; the others are folded. */
function renderPart(pairs: readonly LinePair[], places: readonly string[]): Markup {
  const lines = pairs.map((pair) => ({ pair, verdict: judge(pair, places) }));
  const rows: Markup[] = [];
  let folded: Verdict[] = [];
  lines.forEach(({ pair, verdict }, index) => {
    const around = lines.slice(Math.max(0, index - context), index + context + 1);
    if (index > 0 && !around.some((line) => line.verdict === 'counts')) folded.push(verdict);
    else {
      rows.push(...renderFold(folded), renderRow(pair, verdict));
      folded = [];
    }
  });
  return html`<tbody>
${[...rows, ...renderFold(folded)]}</tbody>
`;
}

function renderFold(verdicts: readonly Verdict[]): Markup[] {
  if (verdicts.length === 0) return [];
  const vary = verdicts.filter((verdict) => verdict === 'excused').length;
  const what = vary === 0 ? 'alike' : `alike but for ${vary} that may vary`;
  return [
    html`<tr class="fold"><td colspan="4">${formatCount(verdicts.length, 'line')} ${what}</td></tr>
`,
  ];
}

const signs = { same: ['', ''], counts: ['−', '+'], excused: ['~', '~'] } as const;

function renderRow([one, other]: LinePair, verdict: Verdict): Markup {
  const [left, right] = signs[verdict];
  const [before, after] =
    one && other && verdict !== 'same' ? markChange(one.text, other.text) : [one?.text, other?.text];
  return html`<tr class="${verdict}"><td>${one && left}</td><td>${before}</td><td>${other && right}</td><td>${after}</td></tr>
`;
}

/** Marks what is left of two texts when what they begin and end with alike is taken off. */
function markChange(one: string, other: string): [Markup, Markup] {
  const [left, right] = [[...one], [...other]];
  const shortest = Math.min(left.length, right.length);
  let start = 0;
  while (start < shortest && left[start] === right[start]) start++;
  let end = 0;
  while (end < shortest - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  const mark = (characters: readonly string[]) => {
    const [from, to] = [start, characters.length - end];
    const part = (first: number, last?: number) => characters.slice(first, last).join('');
    return from === to ? html`${part(0)}` : html`${part(0, from)}<mark>${part(from, to)}</mark>${part(to)}`;
  };
  return [mark(left), mark(right)];
}

function judge([one, other]: LinePair, places: readonly string[]): Verdict {
  if (one?.text === other?.text) return 'same';
  const where = one?.where ?? other?.where ?? '';
  return places.some((place) => concerns(place, where)) ? 'counts' : 'excused';
}

/** Whether a finding at `place` is about a line: about what stands there or within. Of another status, all else follows. */
function concerns(place: string, where: string): boolean {
  if (place === 'status') return true;
  if (where === 'body:' || place === 'body:') return where.startsWith('body:') && place.startsWith('body:');
  return place === where || where.startsWith(`${place}/`) || place.startsWith(`${where};`);
}
