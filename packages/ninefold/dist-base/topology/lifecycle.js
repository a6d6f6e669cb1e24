import { messageOf } from '../ports/errors.js';
import { exitText } from '../supervisor/restarting-member.js';
export function teller(clock, onEvent) {
    return (kind, member, text) => {
        onEvent({ atMs: clock.monotonicMs(), kind, member, text });
    };
}
export function lifecycleOf(member, program, tell) {
    return {
        onStarted: () => {
            tell('started', member, `${program} started`);
        },
        onReady: () => {
            tell('ready', member, 'ready');
        },
        onExited: (exit) => {
            tell('exited', member, `ended: ${exitText(exit)}`);
        },
        onFailed: (error) => {
            tell('note', member, messageOf(error));
        },
    };
}
//# sourceMappingURL=lifecycle.js.map