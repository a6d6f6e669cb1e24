import type { Socket } from 'node:net';
/**
 * Closes at once with a reset (RST), and no FIN before it by which the other side could take a cut
 * for a proper end. What is still buffered is dropped.
 */
export declare function resetSocket(socket: Socket): void;
//# sourceMappingURL=reset-socket.d.ts.map