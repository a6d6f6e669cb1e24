import { expect, test } from 'vitest';
import { studentT975 } from './student-t.js';
// Any table of Student's t: the column of a two-sided 95 % interval.
test.each([
    [3, 3.182],
    [4, 2.776],
    [5, 2.571],
    [10, 2.228],
    [30, 2.042],
    [120, 1.98],
])('with %i degrees of freedom it is %f', (degrees, expected) => {
    expect(Math.abs(studentT975(degrees) / expected - 1)).toBeLessThan(0.005);
});
//# sourceMappingURL=student-t.test.js.map