/**
 * How the page looks, on a screen of any width and on A4. Fonts are those of the reader's machine. The language that is
 * not chosen is not displayed, so it is neither read aloud nor printed.
 */
import * as Palette from "./Palette.ts"

const screen = `
:root { color-scheme: light; --ink: ${Palette.ink}; --muted: ${Palette.muted}; --rule: ${Palette.rule};
  --good: ${Palette.good}; --bad: ${Palette.bad}; --open: ${Palette.open}; --tint: #f1f5f3; --warn: #fbf1ec;
  --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", "DejaVu Serif", Georgia, serif;
  --sans: Inter, "Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif; }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: #e9eeec; color: var(--ink); font: 400 15px/1.5 var(--sans);
  font-variant-numeric: tabular-nums lining-nums; }
a { color: var(--good); }
small { color: var(--muted); font-size: .86em; }
code { font: .86em/1.4 ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
:focus-visible { outline: 3px solid ${Palette.excused}; outline-offset: 2px; }

.edition { display: none; max-width: 1080px; margin: 0 auto 48px; padding: 0 56px 48px; background: #fff;
  box-shadow: 0 1px 3px rgba(20, 40, 40, .14); }
#show-id:checked ~ #edition-id, #show-en:checked ~ #edition-en { display: block; }
.switch { position: absolute; opacity: 0; width: 1px; height: 1px; margin: 0; }
.switches { display: flex; justify-content: flex-end; gap: 4px; max-width: 1080px; margin: 0 auto; padding: 12px 0; }
.switches label { padding: 5px 14px; border-radius: 999px; color: var(--muted); font-size: 13px; cursor: pointer; }
.switches label:hover { background: #dbe3e0; }
#show-id:checked ~ .switches label[for="show-id"], #show-en:checked ~ .switches label[for="show-en"] {
  background: var(--ink); color: #fff; }
#show-id:focus-visible ~ .switches label[for="show-id"], #show-en:focus-visible ~ .switches label[for="show-en"] {
  outline: 3px solid ${Palette.excused}; outline-offset: 2px; }

h1, h2 { font-family: var(--serif); font-weight: 700; line-height: 1.15; text-wrap: balance; margin: 0; }
h1 { font-size: 38px; letter-spacing: -.012em; max-width: 24em; }
h2 { font-size: 25px; letter-spacing: -.006em; }
p { margin: 0; }
.masthead { border-top: 6px solid var(--good); margin: 0 -56px; padding: 40px 56px 28px; }
.department { font-weight: 650; color: var(--good); }
.kind { margin-bottom: 14px; color: var(--muted); }
.masthead dl { display: flex; flex-wrap: wrap; gap: 12px 40px; margin: 26px 0 0; }
dt { color: var(--muted); font-size: 12.5px; }
dd { margin: 0; }
.masthead dd { font-weight: 600; }

.key h2, .attention h2 { font-size: 19px; }
.tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1px; margin: 14px 0 0; background: var(--rule);
  border: 1px solid var(--rule); }
.tiles > div { display: flex; flex-direction: column; padding: 16px 18px; background: #fff; min-width: 0; }
.tiles .value { margin: 2px 0 6px; font: 700 27px/1.15 var(--serif); letter-spacing: -.012em; }
.tiles .money { font-size: 21px; line-height: 31px; overflow-wrap: anywhere; }
.tiles .note { margin-top: auto; color: var(--muted); font-size: 12.5px; line-height: 1.4; }
.gauge { height: 4px; margin: 0 0 8px; background: var(--rule); }
.gauge i { display: block; height: 100%; background: var(--good); }
.attention { margin-top: 28px; padding: 20px 24px 22px; background: var(--warn); border-left: 5px solid var(--bad); }
.attention.clear { background: var(--tint); border-color: var(--good); }
.attention ul { margin: 10px 0 0; padding: 0 0 0 18px; }
.attention li { padding: 2px 0; }
.attention li::marker { color: var(--bad); }
.attention a { color: inherit; text-decoration-color: #c9a093; text-underline-offset: 3px; text-decoration-thickness: 1px; }
.contents { margin-top: 28px; padding-top: 14px; border-top: 1px solid var(--rule); }
.contents ul { display: flex; flex-wrap: wrap; gap: 4px 22px; margin: 0; padding: 0; list-style: none; font-size: 14px; }
.contents a { text-decoration: none; }
.contents a:hover { text-decoration: underline; }

section[id] { margin-top: 60px; scroll-margin-top: 16px; }
.lead { max-width: 46em; margin-top: 8px; color: var(--muted); }
.note { margin-top: 10px; color: var(--muted); font-size: 13px; }
.nothing { margin-top: 18px; padding: 14px 18px; background: var(--tint); }
figure { display: grid; grid-template-columns: minmax(0, 640px) minmax(0, 1fr); gap: 12px 40px; margin: 24px 0 0; }
figcaption { padding-top: 4px; }
.finding { font: 400 18px/1.4 var(--serif); text-wrap: pretty; }
.drawing svg { display: block; width: 100%; height: auto; max-width: 100%; overflow: visible; }
.legend { margin: 16px 0 0; padding: 0; list-style: none; font-size: 13.5px; }
.legend li { display: flex; align-items: center; gap: 9px; padding: 1.5px 0; }
.legend i { flex: none; width: 13px; height: 13px; border-radius: 2px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.legend .line { width: 3px; height: 15px; margin: 0 5px; border-radius: 0; }
.attendance > .legend .line { width: 15px; height: 3px; margin: 0; }
section > .legend { display: flex; flex-wrap: wrap; gap: 2px 22px; }
.multiples { display: grid; grid-template-columns: repeat(3, 1fr); gap: 26px 34px; margin-top: 22px; }
.multiples figure { display: block; margin: 0; min-width: 0; }
.multiples figcaption { display: flex; flex-direction: column; padding: 0 0 6px; line-height: 1.35; }
.multiples figcaption span { color: var(--muted); font-size: 13px; }

.scroll { margin-top: 26px; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; line-height: 1.4; }
caption { padding: 0 0 8px; font-weight: 650; text-align: left; }
th, td { padding: 7px 10px; text-align: left; vertical-align: top; font-weight: 400; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { border-top: 1.5px solid var(--ink); border-bottom: 1px solid var(--ink); color: var(--muted); font-size: 12.5px;
  vertical-align: bottom; line-height: 1.3; }
tbody tr { border-bottom: 1px solid var(--rule); }
tfoot tr > * { font-weight: 650; }
tfoot tr:first-child > * { border-top: 1px solid var(--ink); }
tfoot tr:last-child > * { border-bottom: 1.5px solid var(--ink); }
.whole { white-space: nowrap; }
tbody th small { display: block; }
.number { text-align: right; white-space: nowrap; }
thead .number { white-space: normal; }
tbody th[scope="row"] { min-width: 9em; }
.group th { padding-top: 16px; font-weight: 650; }
.bad { color: var(--bad); }
span.bad { font-weight: 650; }
.state { white-space: nowrap; }
.state::before { content: ""; display: inline-block; width: 8px; height: 8px; margin-right: 6px; border-radius: 50%;
  background: currentColor; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.state.good { color: var(--good); }
.state.check { color: #7c5a0c; }
.state.open { color: var(--open); font-weight: 650; }
.places { display: flex; flex-wrap: wrap; gap: 0 14px; margin: 0; padding: 0; list-style: none; color: var(--muted); }
.places li { white-space: nowrap; }
.places b { color: var(--ink); font-weight: 650; }
.hash { overflow-wrap: anywhere; }
`

const narrow = `
@media screen and (max-width: 1140px) { .switches { padding-inline: 16px; } }
@media screen and (max-width: 860px) {
  .edition { padding: 0 20px 32px; }
  .masthead { margin: 0 -20px; padding: 28px 20px 22px; }
  h1 { font-size: 28px; }
  .tiles { grid-template-columns: repeat(2, 1fr); }
  .tiles > div { padding: 13px 14px; }
  .tiles .value { font-size: 21px; }
  .tiles .money { font-size: 17px; line-height: 24px; }
  figure { grid-template-columns: minmax(0, 1fr); }
  .multiples { grid-template-columns: repeat(2, 1fr); gap: 24px 20px; }
  .places { flex-direction: column; }
}
@media screen and (max-width: 520px) { .multiples { grid-template-columns: 1fr; } .tiles .money { font-size: 15px; }
  figure > .drawing > svg { font-size: 17px !important; }
  .drawing svg [font-size="11.5"] { font-size: 15px; }
  .multiples .drawing > svg { font-size: 12px !important; }
  .protocol .drawing > svg { font-size: 15px !important; } }
`

const print = `
@page { size: A4 portrait; margin: 16mm 15mm 17mm;
  @bottom-right { content: counter(page) " / " counter(pages); color: ${Palette.muted}; font: 8pt sans-serif; } }
@media print {
  body { background: none; font-size: 9.5pt; line-height: 1.4; }
  .switches, .switch, .contents { display: none; }
  .edition { max-width: none; margin: 0; padding: 0; box-shadow: none; }
  .masthead { margin: 0; padding: 5mm 0 4mm; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .kind { margin-bottom: 2mm; }
  h1 { font-size: 20pt; }
  h2 { font-size: 15pt; break-after: avoid; }
  dt, .tiles .note { font-size: 8pt; }
  .masthead dl { gap: 2mm 6mm; margin-top: 4mm; font-size: 9pt; }
  .tiles { margin-top: 3mm; }
  .tiles > div { padding: 3mm; }
  .tiles .value { font-size: 15pt; }
  .tiles .money { font-size: 11.5pt; line-height: 17pt; }
  .gauge, .gauge i, .attention, .tiles { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .attention { margin-top: 5mm; padding: 3.5mm 5mm; break-inside: avoid; }
  .attention a { text-decoration: none; }
  section[id] { margin-top: 9mm; }
  #cohorts-id, #cohorts-en { margin-top: 6mm; }
  section > header { break-inside: avoid; break-after: avoid; }
  figure { grid-template-columns: 118mm minmax(0, 1fr); gap: 3mm 8mm; margin-top: 5mm; break-inside: avoid; }
  .drawing svg { max-height: 215mm; }
  .finding { font-size: 11pt; }
  .legend { font-size: 8.5pt; margin-top: 3mm; }
  .multiples { gap: 5mm 7mm; margin-top: 4mm; }
  .multiples figure { break-inside: avoid; }
  .scroll { margin-top: 5mm; overflow: visible; }
  table { font-size: 8pt; line-height: 1.35; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  thead th { font-size: 7.5pt; }
  th, td { padding: 1.1mm 1.6mm; }
  tr, .grouped, .scroll:not(:has(.grouped)) { break-inside: avoid; }
  caption, thead, .group { break-after: avoid; }
  tfoot { break-before: avoid; }
  .group th { padding-top: 2.4mm; }
  .note { font-size: 8pt; }
  .reasons th small { display: inline; }
}
`

/** The style sheet, as it stands in the page. */
export const stylesheet: string = screen + narrow + print
