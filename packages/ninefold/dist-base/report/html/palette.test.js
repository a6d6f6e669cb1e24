import { expect, test } from 'vitest';
import { DARK, LIGHT, TEXT_PAIRS } from './palette.js';
/** WCAG 2.2, "contrast ratio" and "relative luminance". */
function contrast(a, b) {
    const luminance = (color) => {
        const [r = 0, g = 0, blue = 0] = [1, 3, 5].map((at) => {
            const c = Number.parseInt(color.slice(at, at + 2), 16) / 255;
            return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
    };
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
}
test('the measure itself: black on white is 21, a colour on itself 1', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
    expect(contrast('#b0241c', '#b0241c')).toBe(1);
});
test.each([
    ['light', LIGHT],
    ['dark', DARK],
])('every text of the %s scheme has a contrast of at least 4.5', (_, palette) => {
    const tooFaint = TEXT_PAIRS.map(([text, back]) => [text, back, contrast(palette[text], palette[back])]).filter(([, , ratio]) => ratio < 4.5);
    expect(tooFaint).toEqual([]);
});
//# sourceMappingURL=palette.test.js.map