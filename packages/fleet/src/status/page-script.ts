/** The page's own script: sorting, finding, filters, the theme. Plain browser JavaScript; the page's policy lets no other run. */
export const PAGE_SCRIPT = `
'use strict';
const $ = (id) => document.getElementById(id);
const body = document.querySelector('tbody');
const rows = [...body.rows].map((row) => ({ row, text: row.textContent.toLowerCase(), keys: [...row.cells].map((cell) => cell.dataset.key) }));
const heads = [...document.querySelectorAll('thead th')];
const filters = [...document.querySelectorAll('[data-filter], [data-facet]')];
let filter = null;

function sort(column, descending) {
  const sign = descending ? -1 : 1;
  const order = new Intl.Collator('en', { numeric: true });
  const isNumber = rows.every(({ keys }) => keys[column] !== '' && isFinite(keys[column]));
  rows.sort((a, b) => sign * (isNumber ? a.keys[column] - b.keys[column] : order.compare(a.keys[column], b.keys[column])) || order.compare(a.keys[0], b.keys[0]));
  body.append(...rows.map(({ row }) => row));
  heads.forEach((head, i) => {
    if (i === column) head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    else head.removeAttribute('aria-sort');
  });
  $('order').value = column;
}

function show() {
  const words = $('find').value.toLowerCase().split(/\\s+/);
  let shown = 0;
  for (const { row, text } of rows) {
    const { filter: is, facet, value } = filter?.dataset ?? {};
    const passes = (!is || row.dataset.is.split(' ').includes(is)) && (!facet || row.dataset[facet] === value);
    row.hidden = !passes || !words.every((word) => text.includes(word));
    if (!row.hidden) shown++;
  }
  for (const one of filters) one.setAttribute('aria-pressed', String(one === filter));
  $('count').textContent = shown === rows.length ? rows.length + ' repositories' : shown + ' of ' + rows.length + ' repositories';
  $('nothing').hidden = shown > 0;
  $('reset').hidden = shown === rows.length && !filter;
}

heads.forEach((head, i) => {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = head.dataset.title;
  button.addEventListener('click', () => sort(i, head.getAttribute('aria-sort') === 'ascending'));
  head.replaceChildren(button);
});
for (const one of filters) {
  one.addEventListener('click', () => {
    filter = filter === one || one.dataset.filter === '' ? null : one;
    show();
  });
}
$('order').addEventListener('change', () => sort(Number($('order').value), false));
$('find').addEventListener('input', show);
$('find').addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    $('find').value = '';
    show();
  }
});
$('reset').addEventListener('click', () => {
  filter = null;
  $('find').value = '';
  show();
  $('find').focus();
});

const dark = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
const name = () => {
  $('theme').textContent = isDark() ? 'Light' : 'Dark';
};
$('theme').addEventListener('click', () => {
  document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
  name();
});
dark.addEventListener('change', name);

name();
show();
sort(1, false);
for (const id of ['theme', 'bar']) $(id).hidden = false;
`;
