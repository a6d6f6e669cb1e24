import { duration } from '../history/wording.js';
/** The sign of a ruling, so that colour is never the only difference. */
export const SIGNS = {
    kept: '✓',
    broken: '✗',
    void: '○',
    'not tested': '–',
};
/** `98 ms before the fault`, `at the fault`, `1.2 s after the fault` */
export function relative(afterFaultMs) {
    if (afterFaultMs === 0)
        return 'at the fault';
    return `${duration(Math.abs(afterFaultMs))} ${afterFaultMs < 0 ? 'before' : 'after'} the fault`;
}
//# sourceMappingURL=ruling-words.js.map