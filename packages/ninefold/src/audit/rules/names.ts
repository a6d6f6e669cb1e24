import { field, listOf, numberOf, textOf } from '../../audit/part.ts';
import type { Part, Step } from '../../audit/part.ts';
import type { HaproxySection } from '../../audit/read/haproxy.ts';
import type { Rule, Sighting } from '../../audit/rule.ts';
import type { World } from '../../audit/world.ts';
import { milliseconds } from './haproxy.ts';
import { seconds } from './words.ts';

interface Kept {
  readonly part: Part;
  readonly path: readonly Step[];
  /** What keeps the address. */
  readonly what: string;
  readonly ms: number;
}

const annotation = 'external-dns.alpha.kubernetes.io/ttl';

/** Everything in the files that says how long the address of a name is kept. */
function* kept(world: World): Generator<Kept> {
  for (const { part, kind, name } of world.objects) {
    const path = ['metadata', 'annotations', annotation];
    const written = field(part.data, ...path);
    if (written !== undefined) {
      // A bare number is of seconds.
      const text = textOf(written) ?? '';
      const ms = milliseconds(/^\d+$/.test(text) ? `${text}s` : text);
      if (ms !== undefined) yield { part, path, what: `the record of ${kind} ${name}`, ms };
    }
    if (kind !== 'DNSEndpoint') continue;
    for (const [index, one] of listOf(field(part.data, 'spec', 'endpoints')).entries()) {
      const ttlS = numberOf(field(one, 'recordTTL'));
      if (ttlS === undefined) continue;
      yield {
        part,
        path: ['spec', 'endpoints', index, 'recordTTL'],
        what: `the record of ${textOf(field(one, 'dnsName')) ?? name}`,
        ms: ttlS * 1000,
      };
    }
  }
  for (const part of world.part('haproxy')) {
    const sections = listOf(field(part.data, 'sections')) as readonly HaproxySection[];
    for (const [s, { kind, name, lines }] of sections.entries()) {
      for (const [row, words] of lines.entries()) {
        if (kind !== 'resolvers' || words[0] !== 'hold' || words[1] !== 'valid') continue;
        const ms = milliseconds(words[2]);
        if (ms === undefined) continue;
        yield { part, path: ['sections', s, 'lines', row], what: `resolvers ${name}`, ms };
      }
    }
  }
}

export const nameRules: readonly Rule[] = [
  {
    id: 'LB10',
    title: 'names that are kept longer than the RTO',
    severity: 'high',
    item: 'dns',
    reads: 'external-dns annotations, DNSEndpoints, HAProxy resolvers, the TTL of names, RTO',
    source:
      'https://www.rfc-editor.org/rfc/rfc1035#section-3.2.1 (TTL: how long a record may be cached)',
    *check(world, { rtoMs, dnsTtlMs }): Generator<Sighting> {
      const [part] = world.parts;
      const all: readonly Kept[] = [
        ...kept(world),
        ...(part !== undefined && dnsTtlMs !== undefined
          ? [{ part, path: [], what: 'each name', ms: dnsTtlMs }]
          : []),
      ];
      for (const one of all) {
        if (rtoMs !== undefined && one.ms <= rtoMs) continue;
        const rto = rtoMs === undefined ? '' : `, and the RTO is ${seconds(rtoMs / 1000)}`;
        yield {
          part: one.part,
          path: one.path,
          message: `${one.what} is kept ${seconds(one.ms / 1000)}${rto}`,
          why: `a failover to another address takes its detection + TTL ${seconds(one.ms / 1000)}: until then clients ask where nobody is`,
          fix:
            rtoMs === undefined
              ? 'a TTL below the RTO, less the time to detect'
              : `a TTL of ${seconds(Math.max(1, Math.floor(rtoMs / 2000)))} at most, or an address that moves (VRRP, anycast)`,
          ...(rtoMs === undefined ? { missing: ['rtoMs'], severity: 'low' } : {}),
        };
      }
    },
  },
];
