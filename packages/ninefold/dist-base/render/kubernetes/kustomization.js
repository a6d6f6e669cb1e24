import { manifest } from './manifest.js';
/** The files of one folder. */
export function folderKustomization(resources) {
    const object = {
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
export function regionKustomization({ service, regions, app }, region, hasStores) {
    const object = {
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
//# sourceMappingURL=kustomization.js.map