export const LIGHT = {
    paper: '#fcfbf8',
    panel: '#f4f2ec',
    ink: '#1c2126',
    muted: '#596069',
    rule: '#dad6cd',
    ok: '#1d6a86',
    kept: '#1a6a3a',
    broken: '#b0241c',
    void: '#7f5200',
    keptTint: '#e8f2ea',
    brokenTint: '#fbe9e6',
    voidTint: '#f8efdc',
    outage: '#f7e3de',
};
export const DARK = {
    paper: '#14171a',
    panel: '#1d2125',
    ink: '#e9e7e2',
    muted: '#a5abb2',
    rule: '#383e45',
    ok: '#74bfdc',
    kept: '#74d193',
    broken: '#ff938a',
    void: '#ebb957',
    keptTint: '#17291d',
    brokenTint: '#341a18',
    voidTint: '#2e2412',
    outage: '#3a2220',
};
/** Text on background: each needs a contrast of 4.5 (WCAG 2.2, 1.4.3). */
export const TEXT_PAIRS = [
    ...['ink', 'muted', 'ok', 'kept', 'broken', 'void'].flatMap((text) => [
        [text, 'paper'],
        [text, 'panel'],
    ]),
    ['ink', 'keptTint'],
    ['kept', 'keptTint'],
    ['ink', 'brokenTint'],
    ['broken', 'brokenTint'],
    ['ink', 'voidTint'],
    ['void', 'voidTint'],
    ['ink', 'outage'],
    ['broken', 'outage'],
    ['muted', 'outage'],
    ['ok', 'outage'],
];
//# sourceMappingURL=palette.js.map