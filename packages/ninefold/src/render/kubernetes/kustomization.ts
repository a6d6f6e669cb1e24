import type { Contract } from '../../contract/contract.ts';
import { manifest } from './manifest.ts';
import type { KubernetesObject, Manifest } from './manifest.ts';

/** The parts of a Kustomization that are rendered. */
interface Kustomization extends KubernetesObject {
  readonly apiVersion: 'kustomize.config.k8s.io/v1beta1';
  readonly kind: 'Kustomization';
  readonly resources: readonly string[];
  readonly labels?: readonly {
    readonly pairs: Readonly<Record<string, string>>;
    readonly includeSelectors: false;
    readonly includeTemplates: true;
  }[];
  readonly patches?: readonly {
    readonly target: { readonly kind: string; readonly name: string };
    readonly patch: string;
  }[];
}

/** The files of one folder. */
export function folderKustomization(resources: readonly string[]): Manifest {
  const object: Kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources,
  };
  return manifest(object);
}

/**
 * One region: the base, and what differs. The app of each region knows its name by REGION. Stores and
 * logs run in the first region only: no replication between regions is rendered.
 */
export function regionKustomization(
  { service, regions, app }: Contract,
  region: string,
  hasStores: boolean,
): Manifest {
  const object: Kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['../../base', ...(hasStores && region === regions[0] ? ['../../stores'] : [])],
    labels: [
      {
        pairs: { 'app.kubernetes.io/instance': `${service}-${region}` },
        includeSelectors: false,
        includeTemplates: true,
      },
    ],
    ...(app === undefined
      ? {}
      : {
          patches: [
            {
              target: { kind: 'Deployment', name: service },
              patch: [
                '- op: add',
                '  path: /spec/template/spec/containers/0/env/-',
                `  value: { name: REGION, value: ${JSON.stringify(region)} }`,
                '',
              ].join('\n'),
            },
          ],
        }),
  };
  return manifest(object);
}
