import { type WrittenClients, attach, clients, floorOverMs } from './attach-schema.ts';
import { type AttachedParts, blastRadiusMistake, lastsMs } from './blast-radius.ts';
import type { Draft } from './draft.ts';
import { formatDuration } from './duration.ts';
import { readFaultSentence } from './fault-sentence.ts';
import { at } from './located-mistake.ts';
import type { LocatedMistake } from './located-mistake.ts';
import { mistake } from './mistake.ts';
import { nearestName } from './nearest-name.ts';
import type { PathStep } from './plain-data.ts';
import { placeholderMistakes } from './placeholders.ts';
import { formatRatio } from './ratio.ts';
import { isMapping, readableParts } from './schema-walk.ts';

/** The rules of `attach:`. */
export function attachChecks(draft: Draft): LocatedMistake[] {
  const { attach: written } = draft;
  if (!isMapping(written)) return [];
  const parts = partsOf(written, draft);
  return [
    ...storeMistakes(written, draft),
    ...appMistakes(parts, draft),
    ...sharedAddresses(written),
    ...clientMistakes(written, draft),
    ...floorMistakes(written, draft),
    ...faultMistakes(written, parts),
  ];
}

type Mapping = Readonly<Record<string, unknown>>;

function partsOf(written: Mapping, { stores }: Draft): AttachedParts {
  return {
    stores: new Map(
      Object.entries(mappingAt(written, 'stores')).map(([name, members]) => [
        name,
        isMapping(members) ? Object.keys(members).length : 0,
      ]),
    ),
    firstStore: [...stores.keys()][0],
    app: Object.keys(mappingAt(written, 'app')).length,
    etcd: Object.keys(mappingAt(written, 'etcd')).length,
  };
}

function storeMistakes(written: Mapping, { stores }: Draft): LocatedMistake[] {
  const found: LocatedMistake[] = [];
  for (const [name, members] of Object.entries(mappingAt(written, 'stores'))) {
    const path = ['attach', 'stores', name];
    const store = stores.get(name);
    if (store === undefined) {
      const names = [...stores.keys()];
      const near = nearestName(name, names);
      const expected = names.length === 0 ? `stores: { ${name}: patroni }` : names.join(' or ');
      const message = `there is no store "${name}" in the contract`;
      found.push({ path, at: 'key', mistake: mistake(message, expected, near) });
    } else if (store.engine !== undefined && store.engine !== 'patroni') {
      const message = `${name} is not under Patroni, whose REST API tells who is primary`;
      const expected = `stores: { ${name}: { engine: patroni } }`;
      found.push({ path, at: 'key', mistake: mistake(message, expected) });
    } else if (isMapping(members) && store.members !== undefined) {
      const count = Object.keys(members).length;
      if (count === store.members) continue;
      const message = `${count} attached, and the contract says ${store.members} members`;
      found.push(at(path, message, `every member, or stores.${name}.members: ${count}`));
    }
  }
  return found;
}

function appMistakes(parts: AttachedParts, { app }: Draft): LocatedMistake[] {
  const nothing = parts.stores.size === 0 && parts.app === 0 && parts.etcd === 0;
  if (nothing) {
    const expected = 'attach.stores, attach.app or both, with their members';
    return [{ path: ['attach'], at: 'key', mistake: mistake('nothing is attached', expected) }];
  }
  if (parts.app === 0 || app !== undefined) return [];
  const expected = 'an app: section, with its health and the workload that uses it';
  return [{ path: ['attach', 'app'], at: 'key', mistake: mistake('there is no app', expected) }];
}

/** Two names for one address would be one member, and the blast radius two. */
function sharedAddresses(written: Mapping): LocatedMistake[] {
  const groups: { path: PathStep[]; members: Mapping }[] = [
    ...Object.entries(mappingAt(written, 'stores')).map(([name, members]) => ({
      path: ['attach', 'stores', name],
      members: isMapping(members) ? members : {},
    })),
    { path: ['attach', 'app'], members: mappingAt(written, 'app') },
    { path: ['attach', 'etcd'], members: mappingAt(written, 'etcd') },
  ];
  const seen = new Map<unknown, string>();
  const found: LocatedMistake[] = [];
  for (const { path, members } of groups) {
    for (const [name, url] of Object.entries(members)) {
      const other = seen.get(url);
      if (other === undefined) seen.set(url, name);
      else found.push(at([...path, name], `${other} has this address too`, 'one of its own'));
    }
  }
  return found;
}

function clientMistakes(written: Mapping, draft: Draft): LocatedMistake[] {
  if (!isMapping(written['clients'])) return [];
  const path = ['attach', 'clients'];
  const keys = new Set(Object.keys(written['clients']));
  const isSql = draft.app === undefined || draft.workloadKeys.has('store');
  const stray = (isSql ? httpKeys : sqlKeys).filter((key) => keys.has(key));
  const kind = isSql ? 'SQL' : 'HTTP';
  const found = stray.map((key): LocatedMistake => {
    const message = `the workload is ${kind}, so "${key}" is of no use`;
    const expected = `${(isSql ? sqlKeys : httpKeys).join(', ')}`;
    return { path: [...path, key], at: 'key', mistake: mistake(message, expected) };
  });
  const read = readableParts<WrittenClients>(clients, written['clients']);
  const missing = (key: string, expected: string): void => {
    if (keys.has(key)) return;
    const message = `the workload is ${kind}, and there is no "${key}"`;
    found.push({ path, at: 'key', mistake: mistake(message, expected) });
  };
  if (isSql) {
    missing('sql', 'sql: postgres://10.0.0.30:5432/orders');
    if (read.sql !== undefined) missing('user', 'user: ninefold, a role that may create a table');
    const store = draft.workload.store ?? [...draft.stores.keys()][0];
    if (store !== undefined && !Object.hasOwn(mappingAt(written, 'stores'), store)) {
      const message = `the workload writes into ${store}, which is not attached`;
      found.push({
        path: ['attach'],
        at: 'key',
        mistake: mistake(message, `its members under attach.stores.${store}`),
      });
    }
  } else missing('http', 'http: [https://checkout.example.com]');
  return found;
}

const sqlKeys = ['sql', 'user', 'passwordEnv'];
const httpKeys = ['http', 'headersEnv'];

/** A failover makes a pause as long as the promised RTO: the floor must lie below what that leaves. */
function floorMistakes(written: Mapping, { rtoMs }: Draft): LocatedMistake[] {
  const { floor, over } = readableParts(attach, written);
  if (floor === undefined || rtoMs === undefined) return [];
  const overMs = floorOverMs(over, rtoMs);
  const left = Math.max(0, 1 - rtoMs / overMs);
  if (floor <= left) return [];
  const key = Object.hasOwn(written, 'floor') ? 'floor' : 'over';
  const message = `a failover within the promised rto, ${formatDuration(rtoMs)}, leaves ${Math.floor(left * 100)}% of ${formatDuration(overMs)}, and the floor is ${formatRatio(floor)}`;
  const fitting = formatDuration(Math.ceil(rtoMs / Math.max(1 - floor, 0.01) / 1000) * 1000);
  const expected = `a lower floor, or a longer window, such as over: ${fitting}`;
  return [at(['attach', key], message, expected)];
}

function faultMistakes(written: Mapping, parts: AttachedParts): LocatedMistake[] {
  const faults = written['faults'];
  if (!isMapping(faults)) return [];
  const path = ['attach', 'faults'];
  if (Object.keys(faults).length === 0) {
    return [
      at(path, 'there is no fault', 'a fault such as kill store primary:, with inject and heal'),
    ];
  }
  return Object.entries(faults).flatMap(([sentence, commands]) => {
    const { steps, mistakes } = readFaultSentence(sentence);
    const flaw =
      mistakes[0] ?? blastRadiusMistake({ sentence, steps: steps.map(({ step }) => step) }, parts);
    const found: LocatedMistake[] = [];
    if (flaw !== undefined) {
      const { message, expected, nearest } = flaw;
      found.push({
        path: [...path, sentence],
        at: 'key',
        mistake: mistake(message, expected, nearest),
      });
    }
    if (!isMapping(commands)) return found;
    if (commands['heal'] === 'none' && lastsMs(steps[0]?.step) !== undefined) {
      const message = `"${sentence}" lasts until it is healed`;
      found.push(at([...path, sentence, 'heal'], message, 'the command that undoes it'));
    }
    for (const key of ['inject', 'heal']) {
      found.push(...commandMistakes([...path, sentence, key], commands[key]));
    }
    return found;
  });
}

function commandMistakes(path: readonly PathStep[], written: unknown): LocatedMistake[] {
  const isLong = isMapping(written);
  const run = isLong ? written['run'] : written;
  if (!Array.isArray(run)) return [];
  return run.flatMap((argument: unknown, index) =>
    typeof argument === 'string'
      ? placeholderMistakes(argument).map((one): LocatedMistake => ({
          path: [...path, ...(isLong ? ['run'] : []), index],
          at: 'value',
          mistake: one,
        }))
      : [],
  );
}

function mappingAt(written: Mapping, key: string): Mapping {
  const value = written[key];
  return isMapping(value) ? value : {};
}
