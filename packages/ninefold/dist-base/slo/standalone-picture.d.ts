import type { Markup } from '../report/html/markup.ts';
/** A picture of the report as an SVG document of its own, on a light ground. */
export declare function standalonePicture({ source }: Markup): string;
//# sourceMappingURL=standalone-picture.d.ts.map