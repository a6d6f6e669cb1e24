import type { BalancerMessage } from './message.ts';
/** The message, or why it is none. Never throws. */
export declare function parseMessage(value: unknown): BalancerMessage | {
    kind: 'invalid';
    text: string;
};
//# sourceMappingURL=parse-message.d.ts.map