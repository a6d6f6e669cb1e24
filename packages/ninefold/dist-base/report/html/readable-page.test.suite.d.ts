/** What holds for every page, for those who don't see it. To be called within a `describe`. */
export declare function readableWithoutSeeing(source: string, leastPictures: number): void;
//# sourceMappingURL=readable-page.test.suite.d.ts.map