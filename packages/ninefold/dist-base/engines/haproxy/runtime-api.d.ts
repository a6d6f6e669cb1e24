import { type HaproxyServerState } from './parse-stat.ts';
/**
 * One command of HAProxy's runtime API (management guide, section 9.3) over its Unix socket.
 *
 * @throws the system's error, or one that says that no answer came in time
 */
export declare function askHaproxy(socketPath: string, command: string): Promise<string>;
/** Every server of every backend. */
export declare function readServers(socketPath: string): Promise<HaproxyServerState[]>;
//# sourceMappingURL=runtime-api.d.ts.map