/** Calm and dense: one column, figures aligned, colour only where something differs. Light and dark follow the system. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f7f9, #101319);
  --surface: light-dark(#ffffff, #181c25);
  --line: light-dark(#dfe3ea, #2b3240);
  --ink: light-dark(#171c26, #e6eaf1);
  --soft: light-dark(#586173, #9aa5b8);
  --accent: light-dark(#1a56db, #8ab4ff);
  --went: light-dark(#fdecea, #3a1d1f);
  --went-mark: light-dark(#f7bdb6, #7d2b2b);
  --came: light-dark(#e5f5eb, #14301f);
  --came-mark: light-dark(#a8dfbd, #1f6238);
  --bad: light-dark(#b42318, #ff9b8f);
  --good: light-dark(#0b7a4b, #5fd6a0);
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  font: 0.9375rem / 1.5 system-ui, sans-serif;
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere; }
header, main, search { width: min(100% - 2rem, 76rem); margin-inline: auto; }
h1, h2, p, dl, dd, ul { margin: 0; }
h1 { font-size: clamp(1.5rem, 5vw, 2.25rem); line-height: 1.15; letter-spacing: -0.02em; text-wrap: balance; }
h1::first-letter { text-transform: uppercase; }
h1.differs { color: var(--bad); }
h1.equal { color: var(--good); }
h2 { font-size: 1.125rem; letter-spacing: -0.01em; }
small { font-size: 0.8125rem; font-weight: 400; color: var(--soft); letter-spacing: 0; }
code, .diff td { font-family: var(--mono); font-size: 0.8125rem; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 0.25rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

header { padding-block: 2rem 1.5rem; display: grid; gap: 0.75rem; }
.brand { font-weight: 600; color: var(--soft); letter-spacing: 0.01em; }
dl { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; }
dt, th, label { font-size: 0.8125rem; font-weight: 500; color: var(--soft); text-align: left; }
dd { font-family: var(--mono); font-size: 0.8125rem; }
.incomplete { padding: 0.625rem 0.875rem; background: var(--surface); border: 1px solid var(--bad); border-radius: 0.5rem; }
.incomplete strong { color: var(--bad); }
.summary, .hint { color: var(--soft); font-size: 0.875rem; }

search { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; align-items: center;
  padding-block: 0.625rem; background: var(--ground); border-block: 1px solid var(--line); }
input { flex: 1 1 12rem; min-width: 0; font: inherit; color: inherit; padding: 0.375rem 0.625rem; background: var(--surface);
  border: 1px solid light-dark(#8b94a5, #6b7689); border-radius: 0.375rem; }
input::placeholder { color: var(--soft); opacity: 1; }
output { font-size: 0.875rem; font-variant-numeric: tabular-nums; }
output:empty { display: none; }
.keys { font-size: 0.8125rem; color: var(--soft); }
kbd { font: 0.75rem var(--mono); padding: 0 0.375rem; border: 1px solid var(--line); border-radius: 0.25rem; background: var(--surface); margin-left: 0.5rem; }
kbd + kbd { margin-left: 0; }

main { display: grid; gap: 2rem; padding-block: 1.5rem 4rem; }
main > * { min-width: 0; }
section { display: grid; gap: 0.625rem; }
section > * { min-width: 0; }
summary { cursor: pointer; }
details > summary { list-style: none; }
details > summary::-webkit-details-marker { display: none; }

.cause { background: var(--surface); border: 1px solid var(--line); border-radius: 0.5rem; scroll-margin: 5rem 1rem; }
.cause > summary { display: grid; grid-template-columns: 2.75rem 1fr auto; gap: 0 0.75rem; align-items: baseline; padding: 0.625rem 0.875rem; border-radius: 0.5rem; }
.cause > summary::after { content: '+'; grid-area: 1 / 3; color: var(--soft); font-family: var(--mono); }
.cause[open] > summary::after { content: '−'; }
.cause > summary:hover { background: light-dark(#fafbfc, #1c212b); }
.figure { font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums; text-align: right; color: var(--bad); }
.title { display: flex; flex-wrap: wrap; gap: 0 1rem; }
.meaning { grid-column: 2; color: var(--soft); font-size: 0.875rem; }
.place { color: var(--accent); }
.change { color: var(--bad); }
.route b { font-weight: 600; }
.evidence { display: grid; gap: 0.75rem; padding: 0.25rem 0.875rem 0.875rem; }
.evidence > * { min-width: 0; }
.evidence p { font-size: 0.875rem; color: var(--soft); }
.evidence p code { color: var(--ink); margin-right: 0.5rem; }
.more > summary { color: var(--accent); font-size: 0.875rem; padding-block: 0.25rem; }

table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3125rem 0.5rem; vertical-align: top; text-align: left; border-top: 1px solid var(--line); }
thead th { border-top: 0; }
td small, th small { display: block; }
.routes { background: var(--surface); border: 1px solid var(--line); border-radius: 0.5rem; border-collapse: separate; border-spacing: 0; }
.routes th[scope='row'] { font-weight: 400; color: inherit; }
.routes { font-size: 0.875rem; }
.routes tr > :not(:first-child, :nth-child(6)) { text-align: right; white-space: nowrap; }
.differs a { font-weight: 600; color: var(--bad); }
.findings { font-size: 0.875rem; table-layout: fixed; }

.diff { table-layout: fixed; border: 1px solid var(--line); border-radius: 0.375rem; border-collapse: separate; border-spacing: 0; }
.diff caption { text-align: left; padding-block: 0.25rem 0.5rem; font-size: 0.875rem; color: var(--soft); }
.diff th { border-bottom: 1px solid var(--line); }
.diff th small { display: inline; }
.diff td { border: 0; padding: 0.0625rem 0.5rem; white-space: pre-wrap; }
.diff col:nth-child(odd) { width: 1.5rem; }
.diff td:nth-child(odd) { padding-right: 0; color: var(--soft); user-select: none; }
.diff td:nth-child(3), .diff th:nth-child(2) { border-left: 1px solid var(--line); }
.diff tbody + tbody tr:first-child td { border-top: 1px solid var(--line); }
.diff tr:first-child td:nth-child(even) { font-weight: 600; }
.diff .counts td:nth-child(-n + 2) { background: var(--went); }
.diff .counts td:nth-child(n + 3) { background: var(--came); }
.diff .counts td:empty { background: none; }
.diff .excused td { color: var(--soft); }
.diff .fold td { color: var(--soft); font: italic 0.8125rem / 1.6 system-ui, sans-serif; text-align: center; background: var(--ground); }
mark { color: inherit; background: none; border-radius: 0.125rem; }
.counts td:nth-child(2) mark { background: var(--went-mark); }
.counts td:nth-child(4) mark { background: var(--came-mark); }
.excused mark { text-decoration: underline dotted; text-underline-offset: 0.2em; }

.aside { border-top: 1px solid var(--line); padding-block: 0.625rem 0; }
main > .aside { margin-top: -1.25rem; }
.aside h2 { display: inline; font-size: 1rem; }
.aside summary::before { content: '+'; display: inline-block; width: 1.25rem; color: var(--soft); font-family: var(--mono); }
.aside[open] summary::before { content: '−'; }
.aside ul { padding: 0.5rem 0 0; list-style: none; }
.aside li { display: grid; grid-template-columns: 2fr 2fr 2fr 1fr; gap: 0.25rem 1rem; padding-block: 0.3125rem; border-top: 1px solid var(--line); font-size: 0.875rem; }

.aside code + code { display: block; color: var(--soft); }

@media (max-width: 44rem) {
  header { padding-block: 1.25rem 1rem; }
  .keys { display: none; }
  .cause > summary { grid-template-columns: auto 1fr auto; padding-inline: 0.625rem; }
  .evidence { padding-inline: 0.625rem; }
  .aside li { grid-template-columns: 1fr; gap: 0; }
  .routes thead, .findings thead { position: absolute; clip-path: inset(50%); height: 1px; overflow: hidden; }
  .routes tr, .findings tr { display: block; padding: 0.5rem 0.625rem; border-top: 1px solid var(--line); }
  .routes tbody tr:first-child { border-top: 0; }
  .routes th, .routes td, .findings td { display: block; padding: 0; border: 0; }
  .routes td:empty { display: none; }
  .routes td, .findings td { display: flex; gap: 0.75rem; text-align: left !important; white-space: normal !important; }
  .routes td { display: inline-flex; gap: 0.375rem; margin-right: 1rem; }
  td[data-title]::before { content: attr(data-title); color: var(--soft); font-size: 0.8125rem; }
  .findings td { display: grid; grid-template-columns: 5rem 1fr; gap: 0 0.5rem; }
  .findings td small { grid-column: 2; }
  .diff, .diff caption, .diff tbody, .diff thead, .diff tr { display: block; }
  .diff tr { display: grid; grid-template-columns: 1.25rem 1fr; }
  .diff thead tr { grid-template-columns: 1fr 1fr; }
  .diff td { padding-inline: 0.25rem; border-left: 0 !important; }
  .diff .same td:nth-child(n + 3), .diff .counts td:empty, .diff .excused td:empty { display: none; }
  .diff .fold { display: block; }
  .diff .fold td { display: block; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;
