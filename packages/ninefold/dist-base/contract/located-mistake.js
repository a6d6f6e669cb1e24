import { mistake } from './mistake.js';
/** A mistake at the value under a path. */
export function at(path, message, expected, nearest) {
    return { path, at: 'value', mistake: mistake(message, expected, nearest) };
}
//# sourceMappingURL=located-mistake.js.map