import type { AppSpec, Contract } from '../../contract/contract.ts';
import { formatDuration } from '../../contract/duration.ts';
import { at } from '../../contract/located-mistake.ts';
import type { LocatedMistake } from '../../contract/located-mistake.ts';
import type { KubernetesSpec } from '../../contract/kubernetes.ts';
import { synchronousStandbys } from '../cluster-of.ts';
import { kafkaPlanOf } from '../kafka/kafka-plan.ts';
import { boundText } from '../kafka/kafka-timing.ts';
import { renderedOf } from '../rendered.ts';
import type { Rendered, RenderedFile } from '../rendered.ts';
import {
  autoscaler,
  deployment,
  disruptionBudget,
  namespaceObject,
  priorityClass,
  service,
  serviceAccount,
} from './app-objects.ts';
import type { AppPlan } from './app-objects.ts';
import {
  cloudNativePgBoundMs,
  cloudNativePgCluster,
  cloudNativePgMistakes,
} from './cloudnative-pg.ts';
import { folderKustomization, regionKustomization } from './kustomization.ts';
import { kafkaObjects } from './kafka-objects.ts';
import { manifestText } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { objectName } from './names.ts';
import { appNetworkPolicy, storeNetworkPolicy } from './network-policy.ts';
import { patroniBoundMs, patroniInClusterTiming, patroniMistakes } from './patroni-config.ts';
import { patroniObjects } from './patroni-objects.ts';
import { podTimingFor } from './pod-timing.ts';
import { scaleOf } from './scale.ts';
import { strimziMistakes, strimziObjects } from './strimzi.ts';

/** Files of one folder, by name, with the mistakes and notes that came up. */
interface Part {
  readonly files: Readonly<Record<string, readonly Manifest[]>>;
  readonly mistakes: readonly LocatedMistake[];
  readonly notes: readonly string[];
}

/**
 * Objects for Kubernetes 1.30 or later, laid out for Kustomize: `base` has the app, `stores` the
 * stores and logs, and `overlays/<region>` is what is applied.
 */
export function renderKubernetesTarget(contract: Contract): Rendered {
  const { kubernetes: spec, app, regions } = contract;
  if (spec === undefined) {
    const expected = 'kubernetes: { image: registry.example/checkout:1.4.2 }';
    const message = 'the contract says nothing of a Kubernetes cluster';
    return { ok: false, mistakes: [at(['kubernetes'], message, expected)] };
  }
  const base = basePart(contract, app, spec);
  const stores = storesPart(contract, spec);
  const mistakes = [...base.mistakes, ...stores.mistakes];
  if (mistakes.length > 0) return { ok: false, mistakes };
  const hasStores = Object.keys(stores.files).length > 0;
  const overlays = regions.map((region): RenderedFile => ({
    path: `overlays/${region}/kustomization.yaml`,
    text: manifestText([regionKustomization(contract, region, hasStores)]),
  }));
  return renderedOf(
    [...filesOf('base', base), ...(hasStores ? filesOf('stores', stores) : []), ...overlays],
    [...base.notes, ...stores.notes],
    ['kubernetes'],
  );
}

function filesOf(folder: string, { files }: Part): RenderedFile[] {
  return [
    ...Object.entries(files).map(([name, manifests]) => ({
      path: `${folder}/${name}.yaml`,
      text: manifestText(manifests),
    })),
    {
      path: `${folder}/kustomization.yaml`,
      text: manifestText([folderKustomization(Object.keys(files).map((name) => `${name}.yaml`))]),
    },
  ];
}

function basePart(contract: Contract, app: AppSpec | undefined, spec: KubernetesSpec): Part {
  const shared = {
    namespace: [namespaceObject(contract, spec.namespace)],
    'priority-class': [priorityClass(contract)],
  };
  if (app === undefined) return { files: shared, mistakes: [], notes: [] };
  const result = podTimingFor(contract.promise, app);
  const { scale, mistakes } = scaleOf(contract, app, spec);
  const found = [...mistakes, ...imageMistakes(spec)];
  if (!result.ok) {
    const message = 'Kubernetes asks a replica for its health every second at most, and twice';
    const expected = `an rto of at least ${result.leastRtoS}s`;
    return {
      files: {},
      mistakes: [...found, at(['promise', 'rto'], message, expected)],
      notes: [],
    };
  }
  const plan: AppPlan = { contract, app, spec, timing: result.timing, scale };
  return {
    files: {
      ...shared,
      deployment: [deployment(plan)],
      service: [service(plan)],
      'service-account': [serviceAccount(plan)],
      'pod-disruption-budget': [disruptionBudget(plan)],
      'horizontal-pod-autoscaler': [autoscaler(plan)],
      'network-policy': [appNetworkPolicy(contract, spec)],
    },
    mistakes: found,
    notes: appNotes(plan, result.outS),
  };
}

function imageMistakes({ image }: KubernetesSpec): LocatedMistake[] {
  if (image !== undefined) return [];
  const expected = 'kubernetes: { image: registry.example/checkout:1.4.2 }';
  return [at(['kubernetes'], 'there is an app, and no image of it', expected)];
}

/** What the kit's own times add up to: notice 5 s, drain 20 s, end 4 s. */
const kitShutdownMs = 29_000;

function appNotes({ contract, app, spec, scale, timing }: AppPlan, outS: number): string[] {
  const { promise } = contract;
  const nodeMs = spec.nodeGraceMs + 6000;
  return [
    `a replica that stops answering is out of rotation after ${outS}s at most; promised is ${formatDuration(promise.rtoMs)}`,
    ...(promise.rtoMs < nodeMs
      ? [
          `a lost node's replicas leave the Service after ${formatDuration(nodeMs)} (kubernetes.nodeGrace + 6 s); until then 1 of ${scale.minReplicas} connections meets them, so clients or the ingress must try another`,
        ]
      : []),
    ...(scale.zones === undefined
      ? ['zones are not known (assumptions.zone.count), so the spread over zones is a wish']
      : []),
    ...(spec.nodes === undefined
      ? ['nodes are not known (kubernetes.nodes), so the spread over nodes is a wish']
      : []),
    ...(spec.clients.length === 0
      ? [
          `only pods of namespace ${spec.namespace} may connect; kubernetes: { clients: [ingress-nginx] } lets others`,
        ]
      : []),
    ...(app.stopTimeoutMs < kitShutdownMs
      ? [
          `app.stopTimeout is ${formatDuration(app.stopTimeoutMs)}; with @ninefold/service set noticeMs: 0 (preStop waits ${timing.preStopS}s) and drainMs + endMs within it: their defaults add up to ${formatDuration(kitShutdownMs)}`,
        ]
      : []),
    ...(app.health.live === app.health.ready
      ? ['liveness only asks whether the port is open, since app.health names one path for both']
      : []),
    `the cluster needs metrics-server for the HorizontalPodAutoscaler, and a network that keeps NetworkPolicy`,
  ];
}

function storesPart(contract: Contract, spec: KubernetesSpec): Part {
  const { stores, logs = [], regions, promise } = contract;
  const parts = [
    ...stores.map((store): Part => {
      const name = objectName(store.name);
      const policy = storeNetworkPolicy(contract, spec, store.name, store.patroni !== undefined);
      if (store.patroni === undefined) {
        return {
          files: { [name]: [cloudNativePgCluster(contract, store, spec), policy] },
          mistakes: cloudNativePgMistakes(contract, store, spec),
          notes: [
            `${name}: CloudNativePG (1.28 or later, in namespace cnpg-system) keeps it; a lost node costs ${formatDuration(cloudNativePgBoundMs(spec))} at most`,
          ],
        };
      }
      const timing = patroniInClusterTiming(promise.rtoMs);
      return {
        files:
          timing === undefined
            ? {}
            : { [name]: [...patroniObjects(contract, store, spec, timing), policy] },
        mistakes: patroniMistakes(contract, store, spec),
        notes:
          timing === undefined
            ? []
            : [
                `${name}: a lost member costs ${formatDuration(patroniBoundMs(timing))} at most; secrets ${name}-patroni, ${name}-app and ${name}-tls are made by hand (docs/kubernetes.md)`,
                `${name}: nothing archives its WAL, so a DROP TABLE has no way back; CloudNativePG can, and so can the patroni target with pgBackRest`,
                ...(synchronousStandbys(store) > 0
                  ? []
                  : [
                      `${name}: a pod has no watchdog, so a Patroni that hangs may leave two primaries, and what one of them took is lost`,
                    ]),
              ],
      };
    }),
    ...logs.map((log): Part => {
      const result = kafkaPlanOf(contract, log);
      if (!result.ok) return { files: {}, mistakes: result.mistakes, notes: [] };
      if (spec.kafkaImage !== undefined) {
        return {
          files: { [`${log.name}-log`]: kafkaObjects(contract, result.plan, spec) },
          mistakes: [],
          notes: [
            `${log.name}: a lost node costs ${boundText(result.plan.bounds.hostMs)} at most; ConfigMap ${log.name}-cluster and Secrets ${log.name}-tls, ${log.name}-cluster-ca-cert and ${contract.service}-${log.name} are made by hand (docs/kubernetes.md)`,
          ],
        };
      }
      return {
        files: { [`${log.name}-log`]: strimziObjects(contract, result.plan, spec) },
        mistakes: strimziMistakes(contract, result.plan),
        notes: [`${log.name}: Strimzi (0.49 or later) keeps it`],
      };
    }),
  ];
  const elsewhere =
    regions.length > 1 && parts.length > 0
      ? [
          `stores and logs run in region ${regions[0] ?? ''} alone; no replication between regions is rendered, so what the others read and write there is theirs to reach`,
        ]
      : [];
  return {
    files: Object.assign({}, ...parts.map(({ files }) => files)),
    mistakes: parts.flatMap(({ mistakes }) => mistakes),
    notes: [...parts.flatMap(({ notes }) => notes), ...elsewhere],
  };
}
