import { defaultFigures } from './default-figures.js';
export function figureBook() {
    const figures = new Map();
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
const ratios = new Set([
    'deploy.failures',
    'failover.coverage',
    'failover.success',
    'commonCause',
    'call.correlated',
]);
/** A count, which the contract says or a convention gives. */
export function countFigure(path, stated, initial, convention) {
    return {
        path,
        value: stated ?? initial,
        unit: 'count',
        source: stated === undefined ? 'assumed' : 'contract',
        because: stated === undefined ? convention : 'the contract says so',
    };
}
/** Whether replication lets a switch-over lose writes. */
export function losesNothing(store) {
    return store.replication === 'synchronous' || store.members === 1;
}
//# sourceMappingURL=figures.js.map