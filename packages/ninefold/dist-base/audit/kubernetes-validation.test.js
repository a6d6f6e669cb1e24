import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kubernetesMistakes, parseKubernetesSchema } from './kubernetes-validation.js';
import { readFile } from './read/read-file.js';
const schema = parseKubernetesSchema(readFileSync(new URL('../../kubernetes-schema.json', import.meta.url), 'utf8'));
function mistakes(text) {
    const [part] = readFile('a.yaml', text).parts;
    return kubernetesMistakes(part?.data, schema).map(({ path, message, expected }) => `${path.join('.')}: ${message}; ${expected}`);
}
const good = `apiVersion: apps/v1
kind: Deployment
metadata: { name: a, annotations: { x: "1" }, creationTimestamp: null }
spec:
  replicas: 3
  strategy: { rollingUpdate: { maxSurge: 25%, maxUnavailable: 0 } }
  selector: { matchLabels: { a: b } }
  template:
    metadata: { labels: { a: b } }
    spec:
      containers:
        - name: a
          image: b:1
          imagePullPolicy: IfNotPresent
          resources: { requests: { cpu: 1, memory: 1Gi } }
          livenessProbe: { httpGet: { path: /, port: http } }
`;
it('lets a right object pass: quantities, numbers or text, null', () => {
    expect(mistakes(good)).toEqual([]);
});
it.each([
    [
        'a misspelt field',
        'replicas: 3',
        'replcas: 3',
        'spec.replcas: spec has no field "replcas"; replicas',
    ],
    [
        'one deep below',
        'livenessProbe',
        'livenesProbe',
        'spec.template.spec.containers.0.livenesProbe: 0 has no field "livenesProbe"; livenessProbe',
    ],
    [
        'a field in the wrong place',
        'image: b:1',
        'image: b:1\n          replicas: 1',
        'spec.template.spec.containers.0.replicas: 0 has no field "replicas"',
    ],
    [
        'text for a number',
        'replicas: 3',
        'replicas: "3"',
        'spec.replicas: replicas is "3", not a whole number; a whole number',
    ],
    ['a number for text', 'x: "1"', 'x: 1', 'metadata.annotations.x: x is "1", not text; text'],
    [
        'a missing field',
        '  selector: { matchLabels: { a: b } }\n',
        '',
        'spec.selector: spec needs selector; selector',
    ],
    [
        'a list that is none',
        /containers:[\s\S]*$/,
        'containers: {}\n',
        'spec.template.spec.containers: containers is a mapping, not a list',
    ],
    [
        'a kind of another group',
        'apps/v1',
        'v1',
        'apiVersion: Kubernetes 1.36 has no Deployment in v1; apps/v1',
    ],
])('refuses %s', (_what, from, to, expected) => {
    const text = good.replace(from, to);
    expect(text).not.toBe(good);
    expect(mistakes(text).join('\n')).toContain(expected);
});
it('judges no custom resource, and no file that only looks like an object', () => {
    expect(mistakes('apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec: { x: 1 }\n')).toEqual([]);
    expect(mistakes('apiVersion: kubelet.config.k8s.io/v1\nkind: KubeletConfiguration\nx: 1\n')).toEqual([]);
});
it('is of the kinds that people use', () => {
    for (const kind of [
        'v1 Service',
        'apps/v1 StatefulSet',
        'policy/v1 PodDisruptionBudget',
        'autoscaling/v2 HorizontalPodAutoscaler',
        'networking.k8s.io/v1 NetworkPolicy',
        'batch/v1 CronJob',
    ]) {
        expect(schema.kinds).toHaveProperty([kind]);
    }
});
//# sourceMappingURL=kubernetes-validation.test.js.map