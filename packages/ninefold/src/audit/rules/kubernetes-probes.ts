import { preStopSeconds, probeOf } from '../../audit/kubernetes.ts';
import type { Container, Probe, Workload } from '../../audit/kubernetes.ts';
import { field, listOf, numberOf, textOf, wordOf } from '../../audit/part.ts';
import type { Step } from '../../audit/part.ts';
import type { Rule, Sighting } from '../../audit/rule.ts';
import { isForMetrics } from '../../audit/world.ts';
import type { World } from '../../audit/world.ts';
import { isDatabase, nameOf, seconds, texts } from './words.ts';

const guide =
  'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/';

/** Containers that listen on a port behind a Service: those that a request may meet. */
function* serving(world: World): Generator<{ workload: Workload; container: Container }> {
  for (const workload of world.workloads) {
    // A headless Service is how members find each other; no balancer sends requests through it.
    const isBehind = world
      .servicesOf(workload)
      .some((one) => field(one.part.data, 'spec', 'clusterIP') !== 'None' && !isForMetrics(one));
    if (!isBehind && !hasReadiness(workload)) continue;
    for (const container of workload.containers) {
      // A sidecar without ports serves nobody; alone it is the one that does.
      const isAlone = workload.containers.length === 1;
      if (isAlone || field(container.data, 'ports') !== undefined) yield { workload, container };
    }
  }
}

function hasReadiness({ containers }: Workload): boolean {
  return containers.some(({ data }) => field(data, 'readinessProbe') !== undefined);
}

function* all(world: World): Generator<{ workload: Workload; container: Container }> {
  for (const workload of world.workloads) {
    if (workload.kind === 'Job' || workload.kind === 'CronJob') continue;
    for (const container of workload.containers) yield { workload, container };
  }
}

export const probeRules: readonly Rule[] = [
  {
    id: 'K10',
    title: 'no readiness probe behind a Service',
    severity: 'critical',
    item: 'health',
    reads: 'containers, Services',
    source: guide,
    *check(world): Generator<Sighting> {
      for (const { workload, container } of serving(world)) {
        if (field(container.data, 'readinessProbe') !== undefined) continue;
        yield {
          part: workload.part,
          path: [...container.path, 'name'],
          message: `container ${container.name} of ${nameOf(workload)} has no readinessProbe`,
          why: 'without one a pod gets requests as soon as its process exists, in every rollout and after every restart',
          fix: 'a readinessProbe on a path that answers once the pod can serve',
        };
      }
    },
  },
  {
    id: 'K11',
    title: 'liveness asks a dependency',
    severity: 'high',
    item: 'health',
    reads: 'livenessProbe',
    source: `${guide} (liveness must tell a deadlock, not a dependency)`,
    *check(world): Generator<Sighting> {
      for (const { workload, container } of all(world)) {
        const probe = probeOf(container, 'livenessProbe');
        const asked = probe === undefined ? undefined : dependencyOf(probe);
        if (probe === undefined || asked === undefined) continue;
        yield {
          part: workload.part,
          path: [...probe.path, ...asked.path],
          message: `livenessProbe asks ${asked.what}`,
          why: `when what it depends on is away for ${probe.periodS} x ${probe.failures} = ${seconds(probe.periodS * probe.failures)}, ${podsOf(world, workload)} restarted at once`,
          fix: 'a path that answers from the process alone; dependencies belong to readiness, if anywhere',
        };
      }
    },
  },
  {
    id: 'K12',
    title: 'liveness equals readiness',
    severity: 'high',
    item: 'health',
    reads: 'livenessProbe, readinessProbe, port names',
    source: guide,
    *check(world): Generator<Sighting> {
      for (const { workload, container } of all(world)) {
        const live = probeOf(container, 'livenessProbe');
        const ready = probeOf(container, 'readinessProbe');
        if (live === undefined || ready === undefined || live.action !== ready.action) continue;
        // The same question is no harm when readiness gives up well before liveness does.
        const [liveS, readyS] = [live.periodS * live.failures, ready.periodS * ready.failures];
        if (liveS >= 2 * readyS) continue;
        yield {
          part: workload.part,
          path: live.path,
          message: `liveness and readiness of ${container.name} ask the same (${live.action}), and fail after ${seconds(liveS)} and ${seconds(readyS)}`,
          why: 'a pod that is busy is killed when it should only be left out, and its load goes to the others, which are killed next',
          fix: 'a liveness path of its own, or a liveness that takes twice as long as readiness',
        };
      }
    },
  },
  {
    id: 'K13',
    title: 'probe gives up sooner than a good answer may take',
    severity: 'high',
    item: 'health',
    reads: 'probes, latency objective, alerts on latency',
    source: `${guide}#configure-probes (timeoutSeconds defaults to 1)`,
    *check(world, { latencyMs }): Generator<Sighting> {
      const alertS = slowestAlert(world);
      const boundS =
        latencyMs === undefined && alertS === undefined
          ? undefined
          : Math.max((latencyMs ?? 0) / 1000, alertS ?? 0);
      for (const { workload, container } of serving(world)) {
        for (const name of ['livenessProbe', 'readinessProbe'] as const) {
          const probe = probeOf(container, name);
          // A command is no request; a connection says nothing of how long an answer takes.
          if (probe === undefined || !/^(?:http|grpc)/.test(probe.action)) continue;
          const at = { part: workload.part, path: [...probe.path, 'timeoutSeconds'] };
          if (boundS === undefined) {
            yield {
              ...at,
              message: `${name} waits ${seconds(probe.timeoutS)}; whether good answers take longer is not known`,
              why: 'timeoutSeconds must be above the latency that is called good',
              fix: 'timeoutSeconds of twice the latency objective',
              missing: ['latencyMs'],
              severity: 'low',
            };
            continue;
          }
          if (probe.timeoutS >= boundS) continue;
          const right = Math.ceil(2 * boundS);
          yield {
            ...at,
            message: `${name} waits ${seconds(probe.timeoutS)}, and answers of ${seconds(boundS)} are accepted`,
            why: `${alertS === boundS ? 'the alert on latency' : 'the latency objective'} calls ${seconds(boundS)} good: under load the probe fails first, ${probe.failures} times in ${seconds(probe.failures * probe.periodS)}`,
            fix: `timeoutSeconds: ${right}`,
            ...(probe.periodS >= right ? { set: [[at.path, String(right)]] } : {}),
          };
        }
      }
    },
  },
  {
    id: 'K14',
    title: 'liveness kills what starts slowly',
    severity: 'high',
    item: 'health',
    reads: 'livenessProbe, startupProbe, boot time',
    source: `${guide}#define-startup-probes`,
    *check(world, { bootMs }): Generator<Sighting> {
      for (const { workload, container } of all(world)) {
        const live = probeOf(container, 'livenessProbe');
        if (live === undefined || field(container.data, 'startupProbe') !== undefined) continue;
        const patienceS = live.delayS + live.periodS * live.failures;
        const bootS = bootMs === undefined ? undefined : bootMs / 1000;
        if (bootS !== undefined && bootS * 2 <= patienceS) continue;
        yield {
          part: workload.part,
          path: live.path,
          message:
            bootS === undefined
              ? `container ${container.name} has no startupProbe: it must start within ${seconds(patienceS)}`
              : `container ${container.name} takes ${seconds(bootS)} to start, or ${seconds(2 * bootS)} under load, and liveness kills it after ${seconds(patienceS)}`,
          why: `initialDelay ${live.delayS} + period ${live.periodS} x failureThreshold ${live.failures} = ${seconds(patienceS)}; a start under load is taken for twice the usual`,
          fix: 'a startupProbe, which holds the others back; then initialDelaySeconds can go',
          ...(bootS === undefined ? { missing: ['bootMs'], severity: 'low' } : {}),
        };
      }
    },
  },
  {
    id: 'K15',
    title: 'a bad pod stays in rotation longer than the promise allows',
    severity: 'medium',
    item: 'health',
    reads: 'readinessProbe, RTO, replicas',
    source: 'detection = period x threshold + timeout; its share of requests = 1/replicas',
    *check(world, { rtoMs }): Generator<Sighting> {
      for (const { workload, container } of serving(world)) {
        const ready = probeOf(container, 'readinessProbe');
        if (ready === undefined) continue;
        const detectS = ready.periodS * ready.failures + ready.timeoutS;
        const replicas = world.leastReplicas(workload);
        if (rtoMs !== undefined && detectS * 1000 <= rtoMs) continue;
        yield {
          part: workload.part,
          path: ready.path,
          message: `a pod that fails keeps its requests for ${seconds(detectS)}${rtoMs === undefined ? '' : `; the RTO is ${seconds(rtoMs / 1000)}`}`,
          why: `period ${ready.periodS} x failureThreshold ${ready.failures} + timeout ${ready.timeoutS} = ${seconds(detectS)}, in which 1 of ${replicas} requests fails`,
          fix:
            rtoMs === undefined
              ? 'periodSeconds and failureThreshold with a product below the RTO'
              : `periodSeconds and failureThreshold with a product below ${seconds(rtoMs / 1000)}, such as 2 x 2`,
          ...(rtoMs === undefined ? { missing: ['rtoMs'], severity: 'low' } : {}),
        };
      }
    },
  },
  {
    id: 'K16',
    title: 'liveness is quicker than readiness',
    severity: 'high',
    item: 'health',
    reads: 'livenessProbe, readinessProbe',
    source: guide,
    *check(world): Generator<Sighting> {
      for (const { workload, container } of serving(world)) {
        const live = probeOf(container, 'livenessProbe');
        const ready = probeOf(container, 'readinessProbe');
        if (live === undefined || ready === undefined || live.action === ready.action) continue;
        const [liveS, readyS] = [live.periodS * live.failures, ready.periodS * ready.failures];
        if (liveS >= readyS) continue;
        yield {
          part: workload.part,
          path: live.path,
          message: `liveness gives up after ${seconds(liveS)}, readiness after ${seconds(readyS)}`,
          why: 'a pod in trouble is killed while requests are still sent to it, instead of being left out first',
          fix: `a liveness of ${seconds(2 * readyS)} or more`,
        };
      }
    },
  },
  {
    id: 'K19',
    title: 'no liveness probe behind a Service',
    severity: 'low',
    item: 'health',
    reads: 'containers, Services',
    source: guide,
    *check(world): Generator<Sighting> {
      for (const { workload, container } of serving(world)) {
        if (field(container.data, 'livenessProbe') !== undefined || isDatabase(container.image))
          continue;
        yield {
          part: workload.part,
          path: [...container.path, 'name'],
          message: `container ${container.name} of ${nameOf(workload)} has no livenessProbe`,
          why: 'a process that hangs without ending stays out of rotation until a person restarts it',
          fix: 'a livenessProbe on a path that answers from the process alone',
        };
      }
    },
  },
  {
    id: 'K31',
    title: 'killed before its requests end',
    severity: 'high',
    item: 'shutdown',
    reads: 'terminationGracePeriodSeconds, preStop, longest request, deregistration',
    source:
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination (preStop counts in the grace period)',
    *check(world, { longestRequestMs, deregistrationMs }): Generator<Sighting> {
      for (const workload of world.workloads) {
        // An agent on each node that no Service selects is asked by nobody.
        const isAgent = workload.kind === 'DaemonSet' && world.servicesOf(workload).length === 0;
        if (isAgent || !world.serves(workload)) continue;
        const graceS = numberOf(field(workload.pod, 'terminationGracePeriodSeconds')) ?? 30;
        const waitS = Math.max(0, ...workload.containers.map((one) => preStopSeconds(one) ?? 0));
        const balancerS = (deregistrationMs ?? 0) / 1000;
        const stopS = Math.max(waitS, balancerS);
        const neededS = stopS + (longestRequestMs ?? 0) / 1000;
        // Without the fact it is decided only when nothing at all is left for requests.
        const isDecided = longestRequestMs !== undefined || graceS <= stopS;
        if (isDecided && graceS > neededS) continue;
        const path = [...workload.podPath, 'terminationGracePeriodSeconds'];
        const wait = `preStop ${seconds(waitS)}${balancerS > waitS ? ` (the balancer sends for ${seconds(balancerS)})` : ''}`;
        if (!isDecided) {
          yield {
            part: workload.part,
            path,
            message: `${nameOf(workload)} has ${seconds(graceS - stopS)} to end its requests; whether that is enough is not known`,
            why: `grace ${seconds(graceS)} - ${wait} = ${seconds(graceS - stopS)}, against the longest request`,
            fix: 'terminationGracePeriodSeconds above both together',
            missing: ['longestRequestMs'],
            severity: 'low',
          };
          continue;
        }
        const right = Math.ceil(neededS) + 5;
        yield {
          part: workload.part,
          path,
          message:
            graceS === 0
              ? `${nameOf(workload)} is killed at once: terminationGracePeriodSeconds is 0`
              : `${nameOf(workload)} is killed after ${seconds(graceS)}, and its stop takes ${seconds(neededS)}`,
          why: `${wait} + longest request ${longestRequestMs === undefined ? 'unknown' : seconds(longestRequestMs / 1000)} = ${seconds(neededS)}${longestRequestMs === undefined ? ' at the least' : ''} >= grace ${seconds(graceS)}`,
          fix: `terminationGracePeriodSeconds: ${right}`,
          set: [[path, String(right)]],
        };
      }
    },
  },
  {
    id: 'K32',
    title: 'no wait before the stop, or too short a one',
    severity: 'high',
    item: 'shutdown',
    reads: 'lifecycle.preStop, Services, deregistration',
    source:
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow (endpoints are removed at the same time as SIGTERM is sent)',
    *check(world, { deregistrationMs }): Generator<Sighting> {
      for (const { workload, container } of serving(world)) {
        if (workload.kind !== 'Deployment' || isDatabase(container.image)) continue;
        const waitS = preStopSeconds(container);
        if (waitS === undefined) {
          if (waitsByItself(container)) continue;
          yield {
            part: workload.part,
            path: [...container.path, 'name'],
            message: `container ${container.name} of ${nameOf(workload)} has no preStop wait`,
            why: 'SIGTERM comes while balancers still send requests: some are refused in every rollout, unless the process itself goes on accepting for a while',
            fix: 'lifecycle.preStop.sleep.seconds: 5 to 15, longer than endpoints take to spread',
          };
          continue;
        }
        // A hook that is no sleep may wait for anything.
        if (waitS === 0 || (deregistrationMs !== undefined && waitS * 1000 >= deregistrationMs))
          continue;
        const sends = deregistrationMs === undefined ? undefined : seconds(deregistrationMs / 1000);
        yield {
          part: workload.part,
          path: [...container.path, 'lifecycle', 'preStop'],
          message: `container ${container.name} waits ${seconds(waitS)} before it stops${sends === undefined ? '; how long the balancer goes on sending is not known' : `, and the balancer goes on sending for ${sends}`}`,
          why: `preStop ${seconds(waitS)}, against the time in which the balancer takes it out${sends === undefined ? '' : `: ${sends}`}`,
          fix: `a preStop of ${sends ?? 'as long'} or more, within terminationGracePeriodSeconds`,
          ...(sends === undefined ? { missing: ['deregistrationMs'], severity: 'low' } : {}),
        };
      }
    },
  },
];

function podsOf(world: World, workload: Workload): string {
  const count = world.leastReplicas(workload);
  return count === 1 ? 'its pod is' : `all ${count} pods are`;
}

/** Whether the process was told to go on for a while after SIGTERM, such as `-shutdown-delay=90s`. */
function waitsByItself({ data }: Container): boolean {
  const said = [field(data, 'command'), field(data, 'args'), field(data, 'env')];
  return [...texts(said)].some(({ text }) =>
    /(?:shutdown|pre-?stop)[-_]?delay|lame-?duck/i.test(text),
  );
}

/** The largest latency, in seconds, that an alert waits for. */
function slowestAlert(world: World): number | undefined {
  const bounds = world
    .part('prometheus-rules')
    .flatMap((part) =>
      [...JSON.stringify(part.data).matchAll(/duration_seconds_bucket.*?\)\s*>\s*([0-9.]+)/g)].map(
        ([, bound]) => Number(bound),
      ),
    );
  return bounds.length === 0 ? undefined : Math.max(...bounds);
}

/** What a liveness probe asks that is not its own process: by its path, another host or a command. */
function dependencyOf(
  probe: Probe,
): { readonly what: string; readonly path: readonly Step[] } | undefined {
  const word =
    /(?:\b|_)(db|database|deps|dependencies|ready|readiness|readyz|deep|upstream)(?:\b|_)/i.exec(
      probe.httpPath ?? '',
    )?.[1];
  if (word !== undefined)
    return { what: `${probe.httpPath}, which speaks of ${word}`, path: ['httpGet', 'path'] };
  for (const action of ['httpGet', 'tcpSocket']) {
    const host = textOf(field(probe.data, action, 'host'));
    if (host !== undefined && !isOwnHost(host))
      return { what: `another host, ${host}`, path: [action, 'host'] };
  }
  const command = listOf(field(probe.data, 'exec', 'command'))
    .map(wordOf)
    .join(' ');
  const host =
    /(?:https?|tcp|redis|postgres(?:ql)?|mysql|amqp):\/\/(?:[^@/\s]*@)?([\w.-]+)/.exec(
      command,
    )?.[1] ??
    /\b(?:psql|pg_isready|mysqladmin|mysql|redis-cli|mongosh|curl)\b.*?\s(?:-h\s*|--host[= ])([\w.-]+)/.exec(
      command,
    )?.[1];
  return host === undefined || isOwnHost(host)
    ? undefined
    : { what: `another host, ${host}, by a command`, path: ['exec', 'command'] };
}

function isOwnHost(host: string): boolean {
  return /^(?:localhost|127\.|::1|\[::1\]|0\.0\.0\.0)/.test(host);
}
