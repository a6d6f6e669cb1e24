import type { AppSpec, Contract } from '../../contract/contract.ts';
import type { KubernetesSpec } from '../../contract/kubernetes.ts';
import type { Manifest } from './manifest.ts';
import type { PodTiming } from './pod-timing.ts';
import type { Scale } from './scale.ts';
/** What the objects of the app are made of. */
export interface AppPlan {
    readonly contract: Contract;
    readonly app: AppSpec;
    readonly spec: KubernetesSpec;
    readonly timing: PodTiming;
    readonly scale: Scale;
}
export declare function namespaceObject({ service }: Contract, namespace: string): Manifest;
export declare function deployment({ contract, app, spec, timing, scale }: AppPlan): Manifest;
export declare function service({ contract, spec }: AppPlan): Manifest;
export declare function serviceAccount({ contract, spec }: AppPlan): Manifest;
/** One at a time, in a form that more replicas can't turn into none. */
export declare function disruptionBudget({ contract, spec, scale }: AppPlan): Manifest;
export declare function autoscaler({ contract, spec, scale, timing }: AppPlan): Manifest;
/** The app goes on when nodes are short; other work makes room. */
export declare function priorityClass({ service: name }: Contract): Manifest;
//# sourceMappingURL=app-objects.d.ts.map