import type { Contract } from '../contract/contract.ts';
import { defaultFigures } from './default-figures.ts';
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

export function figureBook(): FigureBook {
  const figures = new Map<string, DesignFigure>();
  return {
    take(name, stated) {
      const { value, source } = defaultFigures[name];
      // The contract's parser fills the host's figures in: equal to the default is as good as unsaid.
      const isStated = stated !== undefined && !(name.startsWith('host.') && stated === value);
      const path = `assumptions.${name}`;
      figures.set(path, {
        path,
        value: stated ?? value,
        unit: ratios.has(name) ? 'ratio' : 'ms',
        source: isStated ? 'contract' : 'assumed',
        because: isStated ? 'the contract says so' : source,
      });
      return stated ?? value;
    },
    note(figure) {
      figures.set(figure.path, figure);
    },
    all: () => [...figures.values()],
  };
}

const ratios: ReadonlySet<FigureName> = new Set([
  'deploy.failures',
  'failover.coverage',
  'failover.success',
  'commonCause',
  'call.correlated',
]);

/** A count, which the contract says or a convention gives. */
export function countFigure(
  path: string,
  stated: number | undefined,
  initial: number,
  convention: string,
): DesignFigure {
  return {
    path,
    value: stated ?? initial,
    unit: 'count',
    source: stated === undefined ? 'assumed' : 'contract',
    because: stated === undefined ? convention : 'the contract says so',
  };
}

/** Whether replication lets a switch-over lose writes. */
export function losesNothing(store: Contract['stores'][number]): boolean {
  return store.replication === 'synchronous' || store.members === 1;
}
