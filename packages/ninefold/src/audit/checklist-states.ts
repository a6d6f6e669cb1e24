import type { AuditResult } from './audit.ts';
import { checklist } from './checklist.ts';
import type { ChecklistItem } from './checklist.ts';
import type { Facts } from './facts.ts';
import { preStopSeconds, probeOf, spreadsOf, zoneKey } from './kubernetes.ts';
import { field, lineText, listOf, mapOf, textOf } from './part.ts';
import type { Part, Step } from './part.ts';
import type { ProofReport } from './proof-report.ts';
import type { CodeCall } from './read/code.ts';
import type { HaproxySection } from './read/haproxy.ts';
import { copies } from './rules/kafka-settings.ts';
import { World } from './world.ts';

/** `cannot tell`: nothing that was read shows it, or shows that it is missing. */
export type State = 'kept' | 'broken' | 'cannot tell';

export interface ItemState {
  readonly item: ChecklistItem;
  readonly state: State;
  /** What shows it: places in files, and reports; of a broken one at most five. */
  readonly evidence: readonly string[];
}

/**
 * The twenty-four items, each with its evidence. Broken as soon as a finding that is not `low` is about
 * it; kept only when something shows it: never on trust.
 */
export function checklistStates(
  parts: readonly Part[],
  result: AuditResult,
  proofs: readonly ProofReport[],
  facts: Facts,
): readonly ItemState[] {
  const usable = proofs.filter(({ flaw }) => flaw === undefined);
  const flaws = proofs.flatMap(({ file, flaw }) =>
    flaw === undefined ? [] : [`${file} does not count: ${flaw}`],
  );
  const world = World.of(parts);
  return (Object.keys(checklist) as ChecklistItem[]).map((item) => {
    const broken = [...result.findings, ...result.known]
      .filter((one) => one.item === item && one.severity !== 'low')
      .map(({ place, rule, message }) => `${lineText(place)}: ${rule} ${message}`);
    const failed = usable.flatMap((proof) => failuresOf(item, proof));
    if (broken.length + failed.length > 0) {
      return { item, state: 'broken', evidence: [...failed, ...broken].slice(0, 5) };
    }
    const evidence = [
      ...usable.flatMap((proof) => proofOf(item, proof)),
      ...(Object.hasOwn(shown, item) ? (shown[item]?.(world, facts) ?? []) : []),
    ];
    return evidence.length > 0
      ? { item, state: 'kept', evidence: evidence.slice(0, 5) }
      : {
          item,
          state: 'cannot tell',
          evidence: [
            `what would show it: ${checklist[item].shownBy}`,
            ...(item === 'chaos' || Object.hasOwn(proofsOf, item) ? flaws : []),
          ],
        };
  });
}

/** Which faults of a proof speak of an item, and which promise of them. */
const proofsOf: Partial<
  Readonly<Record<ChecklistItem, readonly [fault: RegExp, promise: RegExp]>>
> = {
  balancer: [/balancer/, /^(?:rto|availability)/],
  dns: [/region/, /^rto/],
  shutdown: [/rolling restart/, /availability/],
  idempotency: [/./, /nothing twice/],
  replication: [/kill store primary|partition store/, /^rpo/],
  failover: [/kill store primary|freeze store primary|power off/, /^rto/],
  backup: [/lose the whole store/, /^restore/],
  pitr: [/lose the whole store/, /^restore rpo/],
};

function rowsOf(
  item: ChecklistItem,
  proof: ProofReport,
): { fault: string; title: string; ruling: string; measured: string }[] {
  const wanted = proofsOf[item];
  if (wanted === undefined) return [];
  return proof.faults
    .filter(({ fault }) => wanted[0].test(fault))
    .flatMap(({ fault, rows }) =>
      rows.filter(({ name }) => wanted[1].test(name)).map((row) => ({ fault, ...row })),
    );
}

function proofOf(item: ChecklistItem, proof: ProofReport): string[] {
  const day = proof.startedAt.slice(0, 10);
  if (item === 'chaos') {
    return proof.faults.length > 0
      ? [`${proof.file}: ${proof.faults.length} faults tried on ${day}`]
      : [];
  }
  return rowsOf(item, proof)
    .filter(({ ruling }) => ruling === 'kept')
    .map(({ fault, title, measured }) => `${proof.file}: ${fault} on ${day}: ${title} ${measured}`);
}

function failuresOf(item: ChecklistItem, proof: ProofReport): string[] {
  return rowsOf(item, proof)
    .filter(({ ruling }) => ruling === 'broken')
    .map(({ fault, title, measured }) => `${proof.file}: ${fault}: ${title} broken, ${measured}`);
}

type Shown = (world: World, facts: Facts) => readonly string[];

function at(part: Part, path: readonly Step[], text: string): string {
  return `${lineText(part.locate(path))}: ${text}`;
}

/** What files can show of an item by themselves. */
const shown: Partial<Readonly<Record<ChecklistItem, Shown>>> = {
  replicas: (world) =>
    world.workloads
      .filter((one) => world.servicesOf(one).length > 0 && world.leastReplicas(one) >= 3)
      .map((one) =>
        at(
          one.part,
          ['spec', 'replicas'],
          `${one.kind} ${one.name} runs with ${world.leastReplicas(one)} at least`,
        ),
      ),
  zones: (world) => {
    const serving = world.workloads.filter(
      (one) => one.kind !== 'DaemonSet' && world.servicesOf(one).length > 0,
    );
    const spread = serving.flatMap((one) => {
      const over = spreadsOf(one).find(
        ({ isSelf, topologyKey }) => isSelf && topologyKey === zoneKey,
      );
      return over === undefined
        ? []
        : [at(one.part, over.path, `${one.kind} ${one.name} is spread over zones`)];
    });
    const racks = world
      .part('kafka-broker')
      .filter((part) => field(part.data, 'broker.rack') !== undefined)
      .map((part) => at(part, ['broker.rack'], 'broker.rack'));
    return spread.length === serving.length ? [...spread, ...racks] : [];
  },
  balancer: (world) =>
    world.part('keepalived').length >= 2
      ? world.part('keepalived').map((part) => at(part, [], 'VRRP'))
      : [],
  storage: (world) =>
    copies(world)
      .filter((one) => one.number('default.replication.factor', 1) >= 3)
      .map((one) =>
        at(
          one.part,
          one.at('default.replication.factor'),
          `${one.number('default.replication.factor', 1)} copies`,
        ),
      ),
  health: (world) => {
    const serving = world.workloads
      .filter((one) => world.servicesOf(one).length > 0)
      .flatMap((one) => one.containers.map((container) => ({ one, container })));
    const probed = serving.filter(
      ({ container }) =>
        probeOf(container, 'readinessProbe') !== undefined &&
        probeOf(container, 'livenessProbe') !== undefined,
    );
    return serving.length > 0 && probed.length === serving.length
      ? probed.map(({ one, container }) =>
          at(
            one.part,
            [...container.path, 'readinessProbe'],
            `${container.name}: liveness and readiness`,
          ),
        )
      : [];
  },
  shutdown: (world) =>
    world.workloads.flatMap((one) =>
      one.containers
        .filter((container) => (preStopSeconds(container) ?? 0) > 0)
        .map((container) =>
          at(
            one.part,
            [...container.path, 'lifecycle', 'preStop'],
            `${container.name} waits ${preStopSeconds(container)} s before it stops`,
          ),
        ),
    ),
  timeouts: (world) => [
    ...world
      .part('haproxy')
      .flatMap((part) =>
        (listOf(field(part.data, 'sections')) as readonly HaproxySection[]).flatMap(
          ({ kind, lines }, index) =>
            lines.flatMap((words, row) =>
              kind === 'defaults' && words[0] === 'timeout' && words[1] === 'server'
                ? [at(part, ['sections', index, 'lines', row], words.join(' '))]
                : [],
            ),
        ),
      ),
    ...world
      .part('calls')
      .flatMap((part) =>
        (listOf(field(part.data, 'calls')) as readonly CodeCall[]).flatMap(
          ({ isDecorator, args, within }, index) =>
            !isDecorator && 'timeout' in args
              ? [at(part, ['calls', index], `${within} waits ${args['timeout']} s at most`)]
              : [],
        ),
      ),
  ],
  breaker: (world) => calls(world, /circuit|breaker/i, 'a breaker'),
  retry: (world) => calls(world, /^retry/i, 'a retry'),
  idempotency: (world) =>
    world
      .part('kafka-producer')
      .filter((part) => field(part.data, 'enable.idempotence') === 'true')
      .map((part) => at(part, ['enable.idempotence'], 'an idempotent producer')),
  replication: (world) =>
    world
      .part('patroni')
      .filter((part) =>
        ['true', 'on', 'quorum'].includes(
          String(field(part.data, 'bootstrap', 'dcs', 'synchronous_mode')),
        ),
      )
      .map((part) => at(part, ['bootstrap', 'dcs', 'synchronous_mode'], 'synchronous_mode')),
  pitr: (world) =>
    world
      .part('patroni')
      .filter((part) =>
        ['on', 'always', 'true'].includes(
          String(
            field(part.data, 'bootstrap', 'dcs', 'postgresql', 'parameters', 'archive_mode') ??
              field(part.data, 'postgresql', 'parameters', 'archive_mode'),
          ),
        ),
      )
      .map((part) =>
        at(
          part,
          ['bootstrap', 'dcs', 'postgresql', 'parameters', 'archive_mode'],
          'WAL is archived; that it can be restored is shown by a restore only',
        ),
      ),
  sli: (world) =>
    rules(world)
      .filter(({ data }) => /[^/]\/[^/]/.test(textOf(field(data, 'expr')) ?? ''))
      .filter(({ data }) =>
        /rate\(|increase\(|sum_over_time\(/.test(textOf(field(data, 'expr')) ?? ''),
      )
      .map(({ part, path, data }) =>
        at(part, path, `measures ${textOf(field(data, 'record') ?? field(data, 'alert'))}`),
      ),
  alerts: (world) =>
    rules(world)
      .filter(
        ({ data }) =>
          /\band\b/.test(textOf(field(data, 'expr')) ?? '') && /burn/i.test(JSON.stringify(data)),
      )
      .map(({ part, path, data }) =>
        at(part, path, `${textOf(field(data, 'alert'))} burns over two windows`),
      ),
  dashboard: (world) =>
    world.part('grafana').flatMap((part) =>
      listOf(field(part.data, 'panels')).flatMap((panel, index) => {
        const title = textOf(field(panel, 'title')) ?? '';
        return /availab|slo\b|sla\b|sli\b|error budget|success/i.test(title) &&
          listOf(field(panel, 'targets')).length > 0
          ? [at(part, ['panels', index], `panel "${title}"`)]
          : [];
      }),
    ),
  logs: (world) =>
    world.workloads
      .filter(
        ({ kind, containers }) =>
          kind === 'DaemonSet' &&
          containers.some(({ image }) => /fluent|vector|promtail|alloy|filebeat|otel/.test(image)),
      )
      .map((one) => at(one.part, ['kind'], `DaemonSet ${one.name} ships logs`)),
  tracing: (world) =>
    world.workloads.flatMap((one) =>
      one.containers
        .filter(({ data }) =>
          listOf(field(data, 'env')).some((env) =>
            /^OTEL_EXPORTER_OTLP(?:_TRACES)?_ENDPOINT$/.test(textOf(field(env, 'name')) ?? ''),
          ),
        )
        .map(({ path, name }) => at(one.part, path, `${name} exports traces`)),
    ),
  runbooks: (world) => {
    const critical = rules(world).filter(({ data }) =>
      /^(?:critical|page)$/.test(textOf(field(data, 'labels', 'severity')) ?? ''),
    );
    const written = critical.filter(({ data }) =>
      Object.keys(mapOf(field(data, 'annotations'))).some((key) => key.includes('runbook')),
    );
    return critical.length > 0 && written.length === critical.length
      ? written.map(({ part, path }) => at(part, path, 'names a runbook'))
      : [];
  },
  capacity: (world, { requestsPerSecond: peak, requestsPerSecondPerReplica: each, zones }) =>
    world.workloads.flatMap((one) => {
      const replicas = world.leastReplicas(one);
      const lost = zones === undefined || zones < 2 ? 1 : Math.ceil(replicas / zones);
      const carried = (replicas - lost) * (each ?? 0);
      return one.kind === 'Deployment' && world.serves(one) && peak !== undefined && carried >= peak
        ? [
            at(
              one.part,
              ['spec', 'replicas'],
              `(${replicas} - ${lost}) x ${each} = ${carried} requests/s >= ${peak} at the peak`,
            ),
          ]
        : [];
    }),
};

function rules(world: World): { part: Part; path: readonly Step[]; data: unknown }[] {
  return world.part('prometheus-rules').flatMap((part) =>
    listOf(field(part.data, 'groups')).flatMap((group, g) =>
      listOf(field(group, 'rules')).map((data, r) => ({
        part,
        path: ['groups', g, 'rules', r],
        data,
      })),
    ),
  );
}

function calls(world: World, name: RegExp, what: string): string[] {
  return world
    .part('calls')
    .flatMap((part) =>
      listOf(field(part.data, 'calls')).flatMap((call, index) =>
        field(call, 'isDecorator') === true && name.test(textOf(field(call, 'name')) ?? '')
          ? [at(part, ['calls', index], `${what} around ${textOf(field(call, 'within'))}`)]
          : [],
      ),
    );
}
