import { expect, test } from 'vitest';
/** What holds for every page, for those who don't see it. To be called within a `describe`. */
export function readableWithoutSeeing(source, leastPictures) {
    test('every picture has a title and a description of its own', () => {
        const ids = [...source.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const pictures = [...source.matchAll(/role="img"\s+aria-labelledby="([^"]+)"/g)];
        expect(pictures.length).toBeGreaterThanOrEqual(leastPictures);
        for (const [, labels = ''] of pictures)
            for (const label of labels.split(' '))
                expect(ids).toContain(label);
    });
    test('every link inside the page leads somewhere', () => {
        for (const [, target = ''] of source.matchAll(/href="#([^"]+)"/g))
            expect(source).toContain(` id="${target}"`);
    });
    test('every table has a caption and headings with a scope', () => {
        expect(source.match(/<table/g)?.length).toBe(source.match(/<caption>/g)?.length);
        expect(source).not.toMatch(/<th(?![^>]*scope=)[^ea]/);
    });
    test('headings do not skip a level', () => {
        const levels = [...source.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
        expect(levels[0]).toBe(1);
        for (const [i, level] of levels.entries())
            expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
}
//# sourceMappingURL=readable-page.test.suite.js.map