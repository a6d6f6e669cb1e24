import { LIGHT } from '../report/html/palette.js';
/** A picture of the report as an SVG document of its own, on a light ground. */
export function standalonePicture({ source }) {
    return `${source
        .trim()
        .replace(/^<svg\b/, '<svg xmlns="http://www.w3.org/2000/svg"')
        .replace(/>/, `>${STYLE}`)}\n`;
}
const { paper, ink, muted, rule, ok, kept, broken, outage } = LIGHT;
const STYLE = `<style>
svg { background: ${paper}; font: 12px system-ui, sans-serif; }
text { fill: ${muted}; } .strong { fill: ${ink}; font-weight: 600; } .wrong { fill: ${broken}; font-weight: 600; }
.label { paint-order: stroke; stroke: ${paper}; stroke-width: 4px; stroke-linejoin: round; }
.grid { stroke: ${rule}; fill: none; } .axis { stroke: ${muted}; fill: none; }
.mark { stroke: ${muted}; stroke-dasharray: 2 3; fill: none; }
.mark.fault { stroke: ${broken}; stroke-dasharray: none; } .mark.success { stroke: ${kept}; stroke-dasharray: none; }
.bracket { stroke: ${ink}; fill: none; stroke-width: 1.5; } .band { fill: ${outage}; }
.bars-ok { stroke: ${ok}; fill: none; } .bars-failed { stroke: ${broken}; fill: none; }
.bars-unknown { stroke: ${broken}; fill: ${paper}; }
.dots-ok { stroke: ${ok}; stroke-width: 4; stroke-linecap: round; fill: none; opacity: .8; }
.cross, .ring { stroke: ${broken}; fill: none; } .lost { fill: ${broken}; }
.zoom { stroke: ${ink}; fill: none; } .errors { fill: ${broken}; } .promise { stroke: ${ink}; stroke-dasharray: 5 3; fill: none; }
</style>`;
//# sourceMappingURL=standalone-picture.js.map