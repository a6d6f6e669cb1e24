import { DARK, LIGHT } from './palette.js';
/** The report's only style sheet. Colours are named for what they mean, see {@link Palette}. */
export const STYLE = `
:root { color-scheme: light dark; ${variables(LIGHT)} }
@media screen and (prefers-color-scheme: dark) { :root { ${variables(DARK)} } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; }
.skip { position: absolute; left: -100vw; top: 0; padding: .5rem 1rem; background: var(--paper); z-index: 1; }
.skip:focus { left: 0; }
a { color: var(--ok); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--ok); outline-offset: 3px; border-radius: 2px; }
header, main, footer { max-width: 66rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 2.75rem; }
.kicker { margin: 0; color: var(--muted); font-size: .8125rem; letter-spacing: .06em; text-transform: uppercase; }
h1 { margin: .15rem 0 0; font-size: clamp(1.9rem, 5vw, 2.75rem); line-height: 1.1; letter-spacing: -.022em; font-weight: 650; overflow-wrap: anywhere; }
h2 { margin: 0 0 .35rem; font-size: 1.4rem; line-height: 1.25; letter-spacing: -.012em; font-weight: 650; overflow-wrap: anywhere; }
h3 { margin: 2rem 0 .5rem; font-size: 1rem; font-weight: 650; }
p { margin: 0 0 .7rem; max-width: 70ch; }
section { margin-top: 3.25rem; }
.byline { color: var(--muted); margin: .55rem 0 0; }
nav ul { list-style: none; margin: 1.25rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; font-size: .9375rem; }
.banner { margin-top: 2rem; padding: 1.35rem 1.6rem; border-left: 6px solid; border-radius: 3px; display: flex; gap: 1.1rem; align-items: baseline; }
.banner .sign { font-size: 2rem; line-height: 1; font-weight: 700; }
.banner h2 { font-size: 1.6rem; margin: 0; }
.banner p { margin: .25rem 0 0; color: var(--ink); }
.banner.kept { background: var(--keptTint); color: var(--kept); border-color: var(--kept); }
.banner.broken { background: var(--brokenTint); color: var(--broken); border-color: var(--broken); }
.banner.void, .banner.not-tested { background: var(--voidTint); color: var(--void); border-color: var(--void); }
.ruling { font-weight: 650; white-space: nowrap; }
.ruling.kept { color: var(--kept); } .ruling.broken { color: var(--broken); }
.ruling.void { color: var(--void); } .ruling.not-tested { color: var(--muted); font-weight: 500; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { text-align: left; color: var(--muted); font-size: .875rem; padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .6rem 1.25rem .6rem 0; border-bottom: 1px solid var(--rule); }
thead th { font-size: .8125rem; font-weight: 600; color: var(--muted); border-bottom-color: var(--muted); padding-top: 0; }
tbody th { font-weight: 600; }
th:last-child, td:last-child { padding-right: 0; }
td.number, th.number { text-align: right; }
.reasons { margin: .3rem 0 0; padding: 0; list-style: none; color: var(--muted); font-size: .875rem; line-height: 1.45; max-width: 62ch; overflow-wrap: anywhere; }
.reasons li + li { margin-top: .2rem; }
.promises { margin-top: 1rem; }
.promises .reasons { margin-top: .2rem; }
.fault-head { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; justify-content: space-between; padding-top: 1.1rem; border-top: 2px solid var(--ink); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 1rem 1.5rem; margin: .85rem 0 1.25rem; }
.facts dt { color: var(--muted); font-size: .8125rem; }
.facts dd { margin: 0; font-size: 1.3rem; line-height: 1.3; letter-spacing: -.01em; font-weight: 550; }
.facts dd small { display: block; font-size: .8125rem; font-weight: 400; letter-spacing: 0; color: var(--muted); }
figure { margin: 1rem 0 0; break-inside: avoid; }
figcaption { color: var(--muted); font-size: .875rem; max-width: 75ch; margin-top: .5rem; }
svg { display: block; width: 100%; height: auto; min-width: 46rem; font: 12px ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; }
svg text { fill: var(--muted); } svg .strong { fill: var(--ink); font-weight: 600; }
svg .label, svg .inside { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; } svg .inside { stroke: var(--outage); }
svg .wrong { fill: var(--broken); font-weight: 600; }
svg .grid { stroke: var(--rule); fill: none; } svg .axis { stroke: var(--muted); fill: none; }
svg .mark { stroke: var(--muted); stroke-dasharray: 2 3; fill: none; }
svg .mark.fault { stroke: var(--broken); stroke-dasharray: none; stroke-width: 1.5; }
svg .mark.success { stroke: var(--kept); stroke-dasharray: none; stroke-width: 1.5; }
svg .bracket { stroke: var(--ink); fill: none; stroke-width: 1.5; }
svg .band { fill: var(--outage); }
svg .bars-ok { stroke: var(--ok); fill: none; } svg .bars-failed { stroke: var(--broken); fill: none; }
svg .bars-unknown { stroke: var(--broken); fill: var(--paper); stroke-width: 1; }
svg .dots-ok { stroke: var(--ok); stroke-width: 4; stroke-linecap: round; fill: none; opacity: .8; }
svg .cross { stroke: var(--broken); stroke-width: 1.5; fill: none; }
svg .ring { stroke: var(--broken); stroke-width: 1.2; fill: none; }
svg .lost { fill: var(--broken); stroke: var(--paper); stroke-width: .75; }
svg .zoom { stroke: var(--ink); fill: none; stroke-width: 1.25; }
svg .promise { stroke: var(--ink); stroke-dasharray: 5 3; stroke-width: 1.25; fill: none; }
svg .trial { fill: var(--ok); stroke: var(--paper); stroke-width: 1; } svg .trial.over { fill: var(--broken); }
details { margin-top: .75rem; }
details.trial { border-top: 1px solid var(--rule); margin: 0; padding: .6rem 0; }
details.trial:last-of-type { border-bottom: 1px solid var(--rule); }
summary { cursor: pointer; }
details.trial > summary { display: grid; grid-template-columns: 1rem 5.5rem minmax(9rem, 1fr) auto; gap: .2rem .75rem; align-items: baseline; list-style: none; }
details.trial > summary::-webkit-details-marker { display: none; }
details.trial > summary::before { content: "▸"; color: var(--muted); } details.trial[open] > summary::before { content: "▾"; }
details.trial > summary .name { font-weight: 600; }
details.data > summary { color: var(--muted); font-size: .875rem; }
details.data table { font-size: .8125rem; margin-top: .75rem; width: auto; min-width: 50%; }
details.data th, details.data td { padding: .25rem 1.25rem .25rem 0; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; list-style: none; padding: 0; margin: .5rem 0 0; color: var(--muted); font-size: .8125rem; }
.legend svg { display: inline-block; min-width: 0; width: 14px; height: 14px; vertical-align: -2px; margin-right: .35rem; }
.ids { font: .8125rem/1.7 ui-monospace, "SF Mono", Menlo, Consolas, monospace; columns: 14rem; padding: 0; margin: .75rem 0; list-style: none; }
.ids li { break-inside: avoid; overflow-wrap: anywhere; } .ids small { color: var(--muted); }
.environment { display: grid; grid-template-columns: fit-content(14rem) minmax(0, 1fr); gap: .4rem 1.5rem; margin: .75rem 0 0; font-size: .9375rem; }
.environment dt { color: var(--muted); overflow-wrap: anywhere; } .environment dd { margin: 0; overflow-wrap: anywhere; }
pre { margin: .75rem 0 0; padding: 1.1rem 1.25rem; background: var(--panel); border-radius: 3px; overflow-x: auto; font: .8125rem/1.6 ui-monospace, "SF Mono", Menlo, Consolas, monospace; tab-size: 2; }
footer { margin-top: 4rem; padding-bottom: 3rem; color: var(--muted); font-size: .875rem; }
@media (max-width: 40rem) {
  header, main, footer { padding-left: 1rem; padding-right: 1rem; }
  .banner { padding: 1.1rem 1rem; gap: .75rem; }
  .promises thead { display: none; }
  .promises, .promises caption, .promises tbody, .promises tr, .promises th, .promises td { display: block; }
  .promises tr { padding: .8rem 0; border-bottom: 1px solid var(--rule); }
  .promises th, .promises td { border: 0; padding: .05rem 0; }
  .promises td::before { content: attr(data-label) ": "; color: var(--muted); }
  details.trial > summary { grid-template-columns: 1rem 1fr auto; }
  details.trial > summary .what { grid-column: 2 / -1; grid-row: 2; }
}
@media print {
  body { font-size: 10.5pt; } nav, .skip { display: none; }
  header, main, footer { max-width: none; padding: 0; }
  section { margin-top: 1.75rem; } tr, .banner { break-inside: avoid; } h2, h3, .fault-head { break-after: avoid; }
  svg { min-width: 0; } .scroll { overflow: visible; } pre { white-space: pre-wrap; }
  details.trial::details-content { content-visibility: visible; block-size: auto; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
function variables(palette) {
    return Object.entries(palette)
        .map(([name, color]) => `--${name}: ${color};`)
        .join(' ');
}
//# sourceMappingURL=style.js.map