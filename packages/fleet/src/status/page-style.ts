/** How the page looks. Every colour is a pair, for light and for dark; text keeps a contrast of 4.5 and more on what it lies on. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f5f6f8, #11151a);
  --sheet: light-dark(#fff, #181d24);
  --raised: light-dark(#f0f2f5, #212831);
  --text: light-dark(#1b2430, #e4e9ef);
  --quiet: light-dark(#586474, #9eabba);
  --line: light-dark(#e2e6eb, #2a323c);
  --link: light-dark(#1f5699, #8fbcf5);
  --calm-bar: light-dark(#b9c2cd, #55616f);
  --some-bar: light-dark(#8fb3dc, #4a76a8);
  --much-bar: light-dark(#e0b561, #9c7526);
  --worst-bar: light-dark(#d98a84, #a44f49);
  --good: light-dark(#1d6a3c, #8dd4a6);
  --good-ground: light-dark(#e6f3ea, #16301f);
  --some: light-dark(#2a5788, #9cc4f2);
  --some-ground: light-dark(#e7eff9, #182c43);
  --much: light-dark(#7a4b00, #f0c47a);
  --much-ground: light-dark(#fcf1dc, #35290f);
  --worst: light-dark(#9c2420, #ffa39b);
  --worst-ground: light-dark(#fcebe9, #3b1b1a);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif;
  font-variant-numeric: tabular-nums;
}
:root[data-theme='light'] { color-scheme: light; }
:root[data-theme='dark'] { color-scheme: dark; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0 auto; max-width: 1500px; padding: 0 clamp(1rem, 3vw, 2.5rem); background: var(--ground); color: var(--text); }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
button, input, select { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code { font: .92em ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace; }
.quiet, small { color: var(--quiet); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

header { display: flex; justify-content: space-between; align-items: start; gap: 1rem; padding: 2rem 0 1.5rem; }
header p, h1 { margin: 0; }
h1 { font-size: 1.9rem; line-height: 1.2; font-weight: 650; letter-spacing: -.015em; overflow-wrap: anywhere; }
.eyebrow { color: var(--quiet); font-size: .8rem; letter-spacing: .06em; text-transform: uppercase; }
#theme, #reset { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: .3rem .8rem; }

.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; }
.tile { display: grid; align-content: start; text-align: left; background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; padding: .9rem 1.1rem; color: var(--quiet); }
.tile b { color: var(--text); font-size: 1.9rem; line-height: 1.15; font-weight: 600; letter-spacing: -.02em; }
.tile.warning b { color: var(--much); }
.tile.error b { color: var(--worst); }
.tile.info b { color: var(--some); }
.tile:hover, [data-facet]:hover { border-color: var(--some-bar); }
[aria-pressed='true'] { outline: 2px solid var(--link); outline-offset: -1px; }

.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); align-items: start; gap: .75rem; margin: .75rem 0 1.75rem; }
.panels section { background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1.1rem .8rem; }
h2 { margin: 0 0 .4rem; font-size: .9rem; font-weight: 600; }
.panels ul { list-style: none; margin: 0; padding: 0; }
.panels li button { display: grid; grid-template-columns: 12.5rem 1fr 2.5rem; gap: .75rem; align-items: center; width: 100%; background: none; border: 1px solid transparent; border-radius: 8px; padding: .15rem .5rem; margin-left: -.5rem; text-align: left; }
.panels svg { width: 100%; height: 8px; display: block; border-radius: 2px; fill: var(--some-bar); }
.panels svg.calm { fill: var(--calm-bar); }
.panels svg.much { fill: var(--much-bar); }
.panels svg.worst { fill: var(--worst-bar); }
.panels small { display: inline; padding-left: .2rem; }
.panels b { text-align: right; font-weight: 600; }

.bar { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin-bottom: .6rem; }
.bar p { margin: 0; }
.bar input { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: .35rem .7rem; width: min(22rem, 60vw); margin-left: .3rem; }
.bar select { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: .35rem .5rem; }
::placeholder { color: var(--quiet); opacity: 1; }
.order { display: none; }

table { width: 100%; border-collapse: separate; border-spacing: 0; background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; font-size: .94rem; }
thead th { position: sticky; top: 0; z-index: 1; background: var(--raised); border-bottom: 1px solid var(--line); padding: 0; text-align: left; font-size: .85rem; font-weight: 600; white-space: nowrap; }
thead th:first-child { border-radius: 11px 0 0; }
thead th:last-child { border-radius: 0 11px 0 0; }
thead button { width: 100%; background: none; border: 0; padding: .6rem .7rem; text-align: left; font-weight: 600; }
thead button:focus-visible { outline-offset: -3px; border-radius: 8px; }
thead button::after { content: '↕'; color: var(--quiet); padding-left: .35em; }
[aria-sort='ascending'] button::after { content: '↑'; color: var(--link); }
[aria-sort='descending'] button::after { content: '↓'; color: var(--link); }
tbody th, tbody td { padding: .55rem .7rem; text-align: left; vertical-align: top; font-weight: 400; border-top: 1px solid var(--line); }
tbody tr:first-child > * { border-top: 0; }
tbody tr:hover > * { background: var(--raised); }
tbody tr:last-child > :first-child { border-radius: 0 0 0 11px; }
tbody tr:last-child > :last-child { border-radius: 0 0 11px; }
tbody th { overflow-wrap: anywhere; min-width: 11.5rem; }
tbody th a { font-weight: 600; }
td { white-space: nowrap; }
td[data-title='To do'] { white-space: normal; min-width: 11rem; }
td ul { list-style: none; margin: 0; padding: 0; }
td li { padding-left: 1.2em; text-indent: -1.2em; overflow-wrap: anywhere; }
td li.error, small.error { color: var(--worst); }
td li.warning { color: var(--much); }
small { display: block; font-size: .85rem; }
.nothing { color: var(--quiet); }
.chip { display: inline-block; border-radius: 99px; padding: 0 .6em; font-size: .9rem; white-space: nowrap; background: var(--raised); }
.chip.good { color: var(--good); background: var(--good-ground); }
.chip.some { color: var(--some); background: var(--some-ground); }
.chip.much { color: var(--much); background: var(--much-ground); }
.chip.worst { color: var(--worst); background: var(--worst-ground); }
footer { padding: 1.5rem 0 2.5rem; font-size: .9rem; }

@media screen and (max-width: 1360px) {
  table { font-size: .9rem; }
  tbody th, tbody td { padding: .5rem; }
  thead button { padding: .5rem; }
  tbody th { min-width: 9rem; }
  td[data-title='To do'] { min-width: 10rem; }
  td small, td[data-title='Verdict'] .chip { white-space: normal; border-radius: 10px; }
}

@media screen and (max-width: 1140px) {
  header { padding: 1.25rem 0 1rem; }
  .tile { padding: .7rem .8rem; }
  .tile b { font-size: 1.5rem; }
  .panels li button { grid-template-columns: 11rem 1fr 2rem; }
  .order { display: block; }
  table { background: none; border: 0; }
  tbody { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: .6rem; }
  table, tr, tbody th, tbody td { display: block; }
  thead { display: none; }
  tbody tr { background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; padding: .7rem .9rem; }
  tbody th, tbody td, td[data-title='To do'] { border: 0; padding: .15rem 0; min-width: 0; white-space: normal; }
  tbody tr:hover > * { background: none; }
  tbody td { display: grid; grid-template-columns: 7rem 1fr; gap: .5rem; }
  tbody td::before { content: attr(data-title); color: var(--quiet); font-size: .9rem; }
  tbody td > * { justify-self: start; }
  tbody td > small { grid-column: 2; margin-top: -.5rem; }
  tbody td > br { display: none; }
  tbody td:has(> .nothing) { display: none; }
}

@media screen and (max-width: 560px) {
  .tiles { grid-template-columns: 1fr 1fr; gap: .5rem; }
  .tile:first-child { grid-column: 1 / -1; }
  .search, .search input { width: 100%; margin: 0; }
}

@media print {
  :root, :root[data-theme] { color-scheme: light; font-size: 9.5px; }
  @page { size: A4 landscape; margin: 12mm; }
  body { max-width: none; padding: 0; background: none; }
  header { padding: 0 0 .75rem; }
  #theme, .bar, footer { display: none !important; }
  tbody tr[hidden] { display: table-row !important; }
  .tiles { grid-template-columns: repeat(5, 1fr); }
  .tile, .panels section, table { break-inside: auto; }
  thead { display: table-header-group; }
  thead th { position: static; }
  thead th { padding: .4rem .7rem; }
  thead th::before { content: attr(data-title); }
  thead button { display: none; }
  tbody th { min-width: 0; }
  td[data-title='To do'] { min-width: 0; }
  tbody th, tbody td { padding: .35rem .5rem; }
  [aria-pressed='true'] { outline: 0; }
  tr, .panels section { break-inside: avoid; }
  a { color: inherit; }
  * { print-color-adjust: exact; }
}
`;
