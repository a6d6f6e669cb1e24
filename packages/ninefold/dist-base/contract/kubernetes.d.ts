import { z } from 'zod';
export interface KubernetesSpec {
    /** Of the app, with a tag or a digest. Absent: the app can't be rendered. */
    readonly image?: string;
    /** PostgreSQL with Patroni on its path, for stores under Patroni. */
    readonly patroniImage?: string;
    /** Default: the service's name. */
    readonly namespace: string;
    /** Nodes of each region that pods can be put on; absent: not known. */
    readonly nodes?: number;
    /** What one replica of the app asks for, as Kubernetes writes it. Default 250m. */
    readonly cpu: string;
    /** Requested, and the limit too. Default 256Mi. */
    readonly memory: string;
    /** Replicas in each region at most. Absent: three times the least. */
    readonly maxReplicas?: number;
    /** Namespaces whose pods may connect to the app, beside its own. Default: none. */
    readonly clients: readonly string[];
    /** The cluster's node-monitor-grace-period (ms). Default 50 s. */
    readonly nodeGraceMs: number;
    readonly storage: {
        /** Of each member of a store and each broker of a log. Default 20Gi. */
        readonly size: string;
        /** The storage class; absent: the cluster's default. */
        readonly class?: string;
        /** What each of them asks for. Default 500m. */
        readonly cpu: string;
        /** Requested, and the limit too. Default 1Gi. */
        readonly memory: string;
    };
}
/** As it is written. */
export interface WrittenKubernetes {
    readonly image?: string | undefined;
    readonly patroniImage?: string | undefined;
    readonly namespace?: string | undefined;
    readonly nodes?: number | undefined;
    readonly cpu: string;
    readonly memory: string;
    readonly maxReplicas?: number | undefined;
    readonly clients: string[];
    readonly nodeGrace: number;
    readonly storage: {
        readonly size: string;
        readonly class?: string | undefined;
        readonly cpu: string;
        readonly memory: string;
    };
}
/** `kubernetes:`, for `ninefold render --target kubernetes`. */
export declare const kubernetes: z.ZodType<WrittenKubernetes>;
/** Completes what a contract says of Kubernetes. */
export declare function kubernetesOf(written: WrittenKubernetes, service: string): KubernetesSpec;
//# sourceMappingURL=kubernetes.d.ts.map