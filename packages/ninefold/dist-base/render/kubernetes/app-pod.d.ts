import type { Container, PodSpec } from 'kubernetes-types/core/v1.js';
import type { AppSpec, Contract } from '../../contract/contract.ts';
import type { KubernetesSpec } from '../../contract/kubernetes.ts';
import type { PodTiming } from './pod-timing.ts';
import type { Scale } from './scale.ts';
/** Where a replica listens; PORT tells it. */
export declare const appPort = 8080;
/** The pod of one replica, under the restricted Pod Security Standard. */
export declare function appPodSpec(contract: Contract, app: AppSpec, spec: KubernetesSpec, timing: PodTiming, scale: Scale): PodSpec;
/** Of a pod, under the restricted standard. An image need not name its user by number. */
export declare function podSecurity(user: number): NonNullable<PodSpec['securityContext']>;
export declare function containerSecurity(): NonNullable<Container['securityContext']>;
//# sourceMappingURL=app-pod.d.ts.map