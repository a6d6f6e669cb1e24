/** What the plan's page needs beside the report's style sheet; colours are those of its palette. */
export const PLAN_STYLE = `
.plain { margin-top: 1.5rem; }
.hidden { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
td.bar { width: 12rem; vertical-align: middle; }
td.bar span { display: block; height: .6rem; background: var(--ok); border-radius: 1px; }
svg .block > rect:first-child { fill: var(--panel); stroke: var(--muted); }
svg .block.weakest > rect:first-child { fill: var(--brokenTint); stroke: var(--broken); stroke-width: 2.5; }
svg .figure { font-size: 15px; font-weight: 600; fill: var(--ink); }
svg .needed { fill: var(--ok); stroke: var(--ok); } svg .spare { fill: var(--panel); stroke: var(--ok); }
svg .curve { fill: none; stroke: var(--ok); stroke-width: 2; stroke-linejoin: round; }
svg .area { fill: var(--ok); opacity: .14; }
svg .point { fill: var(--ok); stroke: var(--paper); stroke-width: 1; } svg .point.open { fill: var(--paper); stroke: var(--ok); stroke-width: 2; }
`;
//# sourceMappingURL=plan-style.js.map