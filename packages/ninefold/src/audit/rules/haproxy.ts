import { field, listOf } from '../../audit/part.ts';
import type { Part, Step } from '../../audit/part.ts';
import type { HaproxySection } from '../../audit/read/haproxy.ts';
import type { Rule, Sighting } from '../../audit/rule.ts';
import type { World } from '../../audit/world.ts';
import { seconds } from './words.ts';

const manual = 'https://docs.haproxy.org/2.6/configuration.html';

interface Section {
  readonly part: Part;
  readonly path: readonly Step[];
  readonly section: HaproxySection;
  /** The lines that begin with these words, and where they stand; those of `defaults` come first. */
  lines(
    ...words: readonly string[]
  ): readonly { readonly words: readonly string[]; readonly path: readonly Step[] }[];
}

function* sections(world: World, ...kinds: readonly string[]): Generator<Section> {
  for (const part of world.part('haproxy')) {
    const all = listOf(field(part.data, 'sections')) as readonly HaproxySection[];
    for (const [index, section] of all.entries()) {
      if (!kinds.includes(section.kind)) continue;
      const defaults = all.findLastIndex((one, at) => at < index && one.kind === 'defaults');
      yield {
        part,
        path: ['sections', index],
        section,
        lines: (...words) =>
          (defaults < 0 ? [index] : [defaults, index]).flatMap((at) =>
            (all[at]?.lines ?? []).flatMap((line, row) =>
              words.every((word, i) => line[i] === word)
                ? [{ words: line, path: ['sections', at, 'lines', row] }]
                : [],
            ),
          ),
      };
    }
  }
}

/** `30s`, `500ms`, `5000` (ms). */
export function milliseconds(text: string | undefined): number | undefined {
  const match = /^(\d+)(us|ms|s|m|h|d)?$/.exec(text ?? '');
  if (match === null) return undefined;
  const units: Readonly<Record<string, number>> = {
    us: 0.001,
    ms: 1,
    s: 1000,
    m: 60_000,
    h: 3_600_000,
    d: 86_400_000,
  };
  return Number(match[1]) * (units[match[2] ?? 'ms'] ?? 1);
}

function timeout(one: Section, name: string): { ms: number; path: readonly Step[] } | undefined {
  const line = one.lines('timeout', name).at(-1);
  const ms = milliseconds(line?.words[2]);
  return line === undefined || ms === undefined ? undefined : { ms, path: line.path };
}

function servers(one: Section): ReturnType<Section['lines']> {
  return one.lines('server');
}

function has(words: readonly string[], option: string): boolean {
  return words.includes(option);
}

/** A backend where only one server may be written to: its check asks who is primary. */
function isPrimaryBackend(one: Section): boolean {
  const checks = [...one.lines('option', 'httpchk'), ...one.lines('http-check')]
    .map(({ words }) => words.join(' '))
    .join(' ');
  return (
    /\/(?:primary|master|leader|read-write)\b/.test(checks) ||
    one.lines('option', 'pgsql-check').length > 0
  );
}

/** The same, or Patroni is asked on its port without a path: that too is the question for the primary. */
function isForPrimary(one: Section): boolean {
  const asksReplicas = [...one.lines('option', 'httpchk'), ...one.lines('http-check')].some(
    ({ words }) => words.some((word) => /replica|read-only|health/.test(word)),
  );
  return (
    isPrimaryBackend(one) ||
    (!asksReplicas &&
      servers(one).every(({ words }) => words[words.indexOf('port') + 1] === '8008'))
  );
}

/**
 * How long HAProxy takes to see that a member has become the primary (ms): `downinter` until the first
 * check that succeeds, `fastinter` before each of the other `rise` ones. Undefined without a backend
 * that asks who is primary.
 */
export function primarySeenMs(world: World): number | undefined {
  const all = [...sections(world, 'backend', 'listen')].filter(isPrimaryBackend).map((one) => {
    const words = [...one.lines('default-server'), ...servers(one)].flatMap((line) => line.words);
    const interMs = milliseconds(optionOf(words, 'inter')) ?? 2000;
    const downMs = milliseconds(optionOf(words, 'downinter')) ?? interMs;
    const fastMs = milliseconds(optionOf(words, 'fastinter')) ?? interMs;
    return downMs + (Number(optionOf(words, 'rise') ?? 2) - 1) * fastMs;
  });
  return all.length === 0 ? undefined : Math.max(...all);
}

/** The value after the last word that is the option's name. */
function optionOf(words: readonly string[], option: string): string | undefined {
  const at = words.lastIndexOf(option);
  return at < 0 ? undefined : words[at + 1];
}

export const haproxyRules: readonly Rule[] = [
  {
    id: 'LB01',
    title: 'a balancer without a second one',
    severity: 'high',
    item: 'balancer',
    reads: 'haproxy.cfg, keepalived.conf',
    source: 'https://keepalived.org/doc/ (VRRP)',
    *check(world): Generator<Sighting> {
      const configured = world.part('haproxy');
      if (configured.length !== 1 || world.part('keepalived').length > 0) return;
      for (const one of sections(world, 'peers')) if (one.lines('peer').length > 1) return;
      const [part] = configured;
      if (part === undefined) return;
      yield {
        part,
        path: ['sections', 0],
        message: 'one HAProxy, no keepalived and no peers',
        why: 'what is behind it is available no more than this one host',
        fix: 'two hosts and a virtual address: ninefold render --target keepalived',
      };
    },
  },
  {
    id: 'LB02',
    title: 'a server that is never looked at',
    severity: 'critical',
    item: 'health',
    reads: 'server check, default-server',
    source: `${manual}#5.2-check`,
    *check(world): Generator<Sighting> {
      for (const one of sections(world, 'backend', 'listen')) {
        const isDefault = one.lines('default-server').some(({ words }) => has(words, 'check'));
        const found = servers(one);
        if (found.length < 2 || isDefault) continue;
        for (const { words, path } of found) {
          if (has(words, 'check') || has(words, 'track') || has(words, 'disabled')) continue;
          yield {
            part: one.part,
            path,
            message: `server ${words[1] ?? ''} has no check`,
            why: `when it is lost, 1 of ${found.length} requests goes to it for as long as it is lost`,
            fix: 'check, and option httpchk',
          };
        }
      }
    },
  },
  {
    id: 'LB05',
    title: 'sessions stay on a primary that was',
    severity: 'high',
    item: 'failover',
    reads: 'on-marked-down shutdown-sessions',
    source: `${manual}#5.2-on-marked-down`,
    *check(world): Generator<Sighting> {
      for (const one of sections(world, 'backend', 'listen')) {
        if (!isPrimaryBackend(one)) continue;
        const lines = [...one.lines('default-server'), ...servers(one)];
        if (lines.some(({ words }) => words.join(' ').includes('on-marked-down shutdown-sessions')))
          continue;
        yield {
          part: one.part,
          path: one.path,
          message: `${one.section.kind} ${one.section.name} keeps sessions to a primary that is marked down`,
          why: 'a pool goes on with a member that hangs, until the operating system gives the connection up: 15 minutes by default',
          fix: 'default-server on-marked-down shutdown-sessions',
        };
      }
    },
  },
  {
    id: 'LB03',
    title: 'timeouts that are missing',
    severity: 'high',
    item: 'timeouts',
    reads: 'timeout connect, client, server',
    source: `${manual}#4.2-timeout%20server`,
    *check(world): Generator<Sighting> {
      for (const one of sections(world, 'frontend', 'backend', 'listen')) {
        const wanted =
          one.section.kind === 'frontend'
            ? ['client']
            : one.section.kind === 'backend'
              ? ['connect', 'server']
              : ['client', 'connect', 'server'];
        const missing = wanted.filter((name) => timeout(one, name) === undefined);
        if (missing.length === 0 || (one.section.kind === 'backend' && servers(one).length === 0))
          continue;
        // A frontend that answers by itself waits for nobody.
        yield {
          part: one.part,
          path: one.path,
          message: `${one.section.kind} ${one.section.name} has no timeout ${missing.join(', ')}`,
          why: 'it is then without end: connections to a host that hangs are kept until none is left',
          fix: missing
            .map((name) => `timeout ${name} ${name === 'connect' ? '1s' : '30s'}`)
            .join(', '),
        };
      }
    },
  },
  {
    id: 'LB06',
    title: 'timeouts turned round',
    severity: 'high',
    item: 'timeouts',
    reads: 'timeout connect, server, client, retries; longest request',
    source:
      'https://sre.google/sre-book/addressing-cascading-failures/ (an outer deadline is longer than the inner ones)',
    *check(world, { longestRequestMs, upstreamDeadlineMs }): Generator<Sighting> {
      for (const one of sections(world, 'backend', 'listen')) {
        const [server, connect] = [timeout(one, 'server'), timeout(one, 'connect')];
        // A session of a database lasts as long as its pool.
        if (server === undefined || one.lines('mode').at(-1)?.words[1] !== 'http') continue;
        const attempts = 1 + Number(one.lines('retries').at(-1)?.words[1] ?? 3);
        if (longestRequestMs !== undefined && longestRequestMs > server.ms) {
          yield {
            part: one.part,
            path: server.path,
            message: `timeout server ${seconds(server.ms / 1000)} cuts requests of ${seconds(longestRequestMs / 1000)}`,
            why: 'the app goes on with a request that nobody waits for',
            fix: `timeout server above ${seconds(longestRequestMs / 1000)}`,
          };
        } else if (longestRequestMs === undefined) {
          yield {
            part: one.part,
            path: server.path,
            message: `whether timeout server ${seconds(server.ms / 1000)} cuts requests off is not known`,
            why: 'the longest request must be shorter than timeout server',
            fix: 'a timeout server above the longest request',
            missing: ['longestRequestMs'],
            severity: 'low',
          };
        }
        const canRetry = one
          .lines('retry-on')
          .some(
            ({ words }) => has(words, 'response-timeout') || has(words, 'all-retryable-errors'),
          );
        const totalMs = canRetry ? attempts * (server.ms + (connect?.ms ?? 0)) : server.ms;
        if (upstreamDeadlineMs !== undefined && totalMs <= upstreamDeadlineMs) continue;
        const have =
          upstreamDeadlineMs === undefined
            ? ''
            : `, and the caller waits ${seconds(upstreamDeadlineMs / 1000)}`;
        yield {
          part: one.part,
          path: server.path,
          message: `an answer may take ${seconds(totalMs / 1000)}${have}`,
          why: canRetry
            ? `${attempts} attempts x (timeout server ${seconds(server.ms / 1000)} + connect ${seconds((connect?.ms ?? 0) / 1000)})`
            : `timeout server ${seconds(server.ms / 1000)}`,
          fix: "a product below the caller's deadline",
          ...(upstreamDeadlineMs === undefined
            ? { missing: ['upstreamDeadlineMs'], severity: 'low' }
            : {}),
        };
      }
    },
  },
  {
    id: 'LB04',
    title: 'fewer connections than its servers take',
    severity: 'medium',
    item: 'capacity',
    reads: 'global maxconn, server maxconn',
    source: `${manual}#3.2-maxconn`,
    *check(world): Generator<Sighting> {
      for (const one of sections(world, 'global')) {
        const line = one.lines('maxconn').at(-1);
        const most = Number(line?.words[1]);
        if (line === undefined || !Number.isFinite(most)) continue;
        let sum = 0;
        for (const backend of sections(world, 'backend', 'listen')) {
          if (backend.part !== one.part) continue;
          const each = servers(backend).map(
            ({ words }) => Number(words[words.indexOf('maxconn') + 1]) || 0,
          );
          // Of members whose Patroni is asked for the primary one is up at a time.
          sum += isForPrimary(backend) ? Math.max(0, ...each) : each.reduce((a, b) => a + b, 0);
        }
        if (sum <= most) continue;
        yield {
          part: one.part,
          path: line.path,
          message: `maxconn ${most} is less than the ${sum} connections that its servers take`,
          why: 'clients wait in the kernel, where no timeout of HAProxy counts, while servers are idle',
          fix: `maxconn ${Math.ceil((sum * 1.2) / 100) * 100}`,
        };
      }
    },
  },
  {
    id: 'LB07',
    title: 'a lost server is found late',
    severity: 'high',
    item: 'health',
    reads: 'inter, fall, timeout check, RTO',
    source: `${manual}#5.2-fall (inter 2s, fall 3 by default)`,
    *check(world, { rtoMs }): Generator<Sighting> {
      for (const one of sections(world, 'backend', 'listen')) {
        const found = servers(one);
        const words = [...one.lines('default-server'), ...found].flatMap((line) => line.words);
        if (found.length < 2 || !words.includes('check')) continue;
        const interMs = milliseconds(optionOf(words, 'inter')) ?? 2000;
        const fall = Number(optionOf(words, 'fall') ?? 3);
        const checkMs = timeout(one, 'check')?.ms ?? interMs;
        const fastMs = milliseconds(optionOf(words, 'fastinter')) ?? interMs;
        const nextMs = Math.max(fastMs, checkMs);
        const worstMs = interMs + checkMs + (fall - 1) * nextMs;
        if (rtoMs !== undefined && worstMs <= rtoMs) continue;
        yield {
          part: one.part,
          path: found[0]?.path ?? one.path,
          message: `a lost server of ${one.section.name} is found after ${seconds(worstMs / 1000)}${rtoMs === undefined ? '' : `, and the RTO is ${seconds(rtoMs / 1000)}`}`,
          why: `inter ${interMs} ms + check ${checkMs} ms + (fall ${fall} - 1) x ${nextMs} ms = ${worstMs} ms`,
          fix: 'a shorter inter and timeout check; observe layer4 with on-error mark-down',
          ...(rtoMs === undefined ? { missing: ['rtoMs'], severity: 'low' } : {}),
        };
      }
    },
  },
  {
    id: 'LB08',
    title: 'no second try, and no other server',
    severity: 'medium',
    item: 'retry',
    reads: 'option redispatch, retries',
    source: `${manual}#4-option%20redispatch`,
    *check(world): Generator<Sighting> {
      for (const one of sections(world, 'backend', 'listen')) {
        const isHttp = one.lines('mode').at(-1)?.words[1] === 'http';
        if (!isHttp || servers(one).length < 2 || one.lines('option', 'redispatch').length > 0)
          continue;
        const hasCookie = one.lines('cookie').length > 0;
        if (!hasCookie && one.lines('retry-on').length > 0) continue;
        yield {
          part: one.part,
          path: one.path,
          message: `backend ${one.section.name} tries the same server again`,
          why: 'a connection that is refused is retried three times where it was refused',
          fix: 'option redispatch 1',
        };
      }
    },
  },
  {
    id: 'LB09',
    title: 'a name that is resolved once',
    severity: 'medium',
    item: 'dns',
    reads: 'server addresses, init-addr, resolvers',
    source: `${manual}#5.3`,
    *check(world): Generator<Sighting> {
      for (const one of sections(world, 'backend', 'listen')) {
        for (const { words, path } of servers(one)) {
          const host = (words[2] ?? '').replace(/:\d+$/, '');
          const isName =
            /[a-z]/i.test(host) &&
            host.includes('.') &&
            !/^[0-9.]+$/.test(host) &&
            !host.startsWith('[') &&
            !host.startsWith('/');
          const options = [...one.lines('default-server').flatMap((line) => line.words), ...words];
          if (!isName || options.includes('resolvers') || options.includes('init-addr')) continue;
          yield {
            part: one.part,
            path,
            message: `${host} is resolved when HAProxy starts, and never again`,
            why: 'HAProxy does not start while DNS is away, and goes on with the old address when it moves',
            fix: 'resolvers, and init-addr last,libc,none',
          };
        }
      }
    },
  },
];
