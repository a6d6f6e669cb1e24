import type { Place } from '../../audit/part.ts';
/** Finds line and column of offsets in one text. */
export declare class Lines {
    #private;
    constructor(file: string, text: string);
    place(offset: number, length: number): Place;
}
//# sourceMappingURL=lines.d.ts.map