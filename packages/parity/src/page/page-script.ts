/** What the page does beyond being read: filter, keys, links to a cause. Everything in it works on what is already there. */
export const pageScript = `
const bar = document.querySelector('search');
const filter = bar.querySelector('input');
const output = bar.querySelector('output');
const causes = [...document.querySelectorAll('.cause')];
const entries = [...document.querySelectorAll('[data-filter]')].map((element) => {
  const parts = element.matches('.cause') ? element.querySelectorAll('summary, .findings') : [element];
  return { element, text: [...parts].map(({ textContent }) => textContent).join(' ').toLowerCase() };
});
const isShown = (cause) => !cause.hidden;

function applyFilter() {
  const words = filter.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const { element, text } of entries) element.hidden = !words.every((word) => text.includes(word));
  const shown = causes.filter(isShown).length;
  output.textContent = words.length === 0 ? '' : shown + ' of ' + causes.length + ' causes';
}

function move(step) {
  const shown = causes.filter(isShown);
  const current = shown.indexOf(document.activeElement.closest('.cause'));
  const next = shown[current < 0 && step < 0 ? shown.length - 1 : current + step];
  if (!next) return;
  next.querySelector('summary').focus();
  next.scrollIntoView({ block: 'nearest' });
}

function toggleAll() {
  const shown = causes.filter(isShown);
  const open = shown.some((cause) => !cause.open);
  for (const cause of shown) cause.open = open;
}

function openLinked() {
  const cause = location.hash.startsWith('#cause-') && document.getElementById(location.hash.slice(1));
  if (!cause) return;
  cause.hidden = false;
  cause.open = true;
  cause.querySelector('summary').focus();
}

const keys = { j: () => move(1), k: () => move(-1), o: toggleAll, '/': () => filter.select() };

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === filter) {
    if (event.key === 'Escape') filter.value = '';
    if (event.key === 'Escape' || event.key === 'Enter') filter.blur();
    applyFilter();
    if (event.key === 'Enter') move(1);
  } else if (Object.hasOwn(keys, event.key)) {
    event.preventDefault();
    keys[event.key]();
  }
});
filter.addEventListener('input', applyFilter);
addEventListener('hashchange', openLinked);
bar.hidden = false;
openLinked();
`;
