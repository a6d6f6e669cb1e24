import { expect, test } from 'vitest';
import { zeroRecovery } from './zero-recovery.js';
test('says unseen only of what clients did not see', () => {
    expect(zeroRecovery({ seenByClients: false, longestWaitMs: 4 })).toBe('not seen by clients');
    expect(zeroRecovery({ seenByClients: true, longestWaitMs: 3400 })).toBe('nothing failed; longest wait 3.4 s');
});
//# sourceMappingURL=zero-recovery.test.js.map