import type { Contract } from '../contract/contract.ts';
import type { FigureName } from './default-figures.ts';
import type { DesignFigure } from './design.ts';
/** Gives the figures of a design, and remembers where each is from. */
export interface FigureBook {
    /** What the contract says, else the default. */
    take(name: FigureName, stated: number | undefined): number;
    /** A figure that no default stands for. */
    note(figure: DesignFigure): void;
    /** In the order in which they were taken, each once. */
    all(): readonly DesignFigure[];
}
export declare function figureBook(): FigureBook;
/** A count, which the contract says or a convention gives. */
export declare function countFigure(path: string, stated: number | undefined, initial: number, convention: string): DesignFigure;
/** Whether replication lets a switch-over lose writes. */
export declare function losesNothing(store: Contract['stores'][number]): boolean;
//# sourceMappingURL=figures.d.ts.map