import type { MemberProcess } from '../supervisor/member-process.ts';
export type MemberKind = 'app' | 'store' | 'balancer' | 'etcd';
/** One member of a running topology, as faults and the display see it. */
export interface TopologyMember {
    /** Such as `app[2]`, `orders[0]`, `balancer`. */
    readonly name: string;
    readonly kind: MemberKind;
    readonly region: string;
    /** The running process; undefined while there is none. */
    process(): MemberProcess | undefined;
    /** Asks it to end as its process manager would: SIGTERM, for PostgreSQL a fast shutdown. */
    requestStop(): void;
    /** How long it may take to end then, before it is killed (ms). */
    readonly stopWithinMs: number;
    /** While held it is not restarted when it ends; `release` starts it again. */
    hold(): void;
    release(): void;
    /** It is a machine: once everything on it is killed it stays down until the fault is healed. */
    readonly isMachine?: boolean;
    /** Of balancers that stand in for each other: whether clients use this one now. */
    isActive?(): boolean;
    /** The processes of one of its programs; undefined when it runs none of that name. */
    part?(name: string): MemberProcess | undefined;
}
//# sourceMappingURL=member.d.ts.map