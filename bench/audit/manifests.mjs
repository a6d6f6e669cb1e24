// Writes synthetic manifests: a Deployment with its Service, budget and autoscaler, 5 KB a file.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

function environment(count) {
  return Array.from(
    { length: count },
    (_, index) =>
      `            - name: SETTING_${index}\n              value: "the value of setting ${index} # no comment"\n`,
  ).join('');
}

/** One file; every third has something wrong with it. */
export function manifest(index) {
  const name = `app-${index}`;
  const isBad = index % 3 === 0;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: team-${index % 200}
  labels: { app: ${name} }
spec:
  replicas: ${isBad ? 1 : 3}
  minReadySeconds: 10
  selector:
    matchLabels: { app: ${name} }
  template:
    metadata:
      labels: { app: ${name}, release: "${index}" }
    spec:
      terminationGracePeriodSeconds: 60
      topologySpreadConstraints:
        - { maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: ${name} } } }
        - { maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: ${name} } } }
      containers:
        - name: app # the one that serves
          image: registry.example.com/team/${name}:1.2.${index}
          ports:
            - { name: http, containerPort: 8080 }
          env:
${environment(34)}          lifecycle: { preStop: { sleep: { seconds: 10 } } }
          startupProbe: { httpGet: { path: /live, port: http }, failureThreshold: 30 }
          livenessProbe: { httpGet: { path: /live, port: http }, timeoutSeconds: 3 }
          readinessProbe: { httpGet: { path: /ready, port: http }, periodSeconds: 5, timeoutSeconds: 3 }
          resources:
            requests: { cpu: 500m, memory: 512Mi }
            limits: { memory: ${isBad ? '1Gi' : '512Mi'} }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: team-${index % 200} }
spec:
  selector: { app: ${name} }
  ports: [{ port: 80, targetPort: http }]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name}, namespace: team-${index % 200} }
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector: { matchLabels: { app: ${name} } }
`;
}

export function writeManifests(folder, count) {
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  for (let index = 0; index < count; index += 1) {
    const text = manifest(index);
    bytes += text.length;
    writeFileSync(join(folder, `app-${index}.yaml`), text);
  }
  return bytes;
}
