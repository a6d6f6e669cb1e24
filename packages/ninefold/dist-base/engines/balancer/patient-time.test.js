import { expect, it } from 'vitest';
import { PatientTime } from './patient-time.js';
it('passes like real time while it is looked at often enough', () => {
    const time = new PatientTime(1000, 100);
    expect(time.tick(1020)).toBe(0);
    expect(time.tick(1100)).toBe(0);
    expect(time.nowMs).toBe(100);
});
it('counts a stall as one step, and tells the rest', () => {
    const time = new PatientTime(1000, 100);
    expect(time.tick(4000)).toBe(2900);
    expect(time.nowMs).toBe(100);
});
it('never goes back', () => {
    const time = new PatientTime(1000, 100);
    time.tick(1050);
    time.tick(900);
    time.tick(1060);
    expect(time.nowMs).toBe(60);
});
//# sourceMappingURL=patient-time.test.js.map