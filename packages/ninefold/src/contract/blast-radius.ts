import type { FaultSpec, FaultStep, Target } from './contract.ts';
import { mistake } from './mistake.ts';
import type { Mistake } from './mistake.ts';
import { nearestName } from './nearest-name.ts';

/** How many members an attached system has that a fault can be aimed at. */
export interface AttachedParts {
  /** By store, those under Patroni that are attached. */
  readonly stores: ReadonlyMap<string, number>;
  /** The store that a fault means without a name. */
  readonly firstStore: string | undefined;
  readonly app: number;
  readonly etcd: number;
}

/** What breaks one member at a time. */
const verbsOfOneMember: ReadonlySet<string> = new Set([
  'kill',
  'stop',
  'freeze',
  'partition',
  'delay',
  'drop',
  'reset',
  'throttle',
  'fill',
  'switchover',
]);

/**
 * Why a fault may not be used on a system that people depend on: it would touch more than one
 * member, or one that is not known; undefined when it may.
 */
export function blastRadiusMistake(
  { sentence, steps }: FaultSpec,
  parts: AttachedParts,
): Mistake | undefined {
  const [step, second] = steps;
  if (step === undefined || second !== undefined || step.verb === 'wait') {
    return mistake(
      `"${sentence}" breaks something before the last fault is healed`,
      'one step: attached, two faults never overlap',
    );
  }
  if (step.verb === 'lose' || !verbsOfOneMember.has(step.verb)) return tooWide(sentence);
  return targetMistake(sentence, step.target, parts);
}

/** Whether a fault of this kind is over when a time has passed, and not when clients are served. */
export function lastsMs(step: FaultStep | undefined): number | undefined {
  return step !== undefined && 'forMs' in step ? step.forMs : undefined;
}

function targetMistake(
  sentence: string,
  target: Target,
  parts: AttachedParts,
): Mistake | undefined {
  switch (target.kind) {
    case 'store': {
      if (target.role !== 'primary' && target.role !== 'standby') return tooWide(sentence);
      const name = target.store ?? parts.firstStore;
      if (name !== undefined && parts.stores.has(name)) return undefined;
      const known = [...parts.stores.keys()];
      const shown = name === undefined ? 'no store' : `no store "${name}"`;
      return mistake(
        `"${sentence}": there is ${shown} in attach.stores`,
        known.length === 0 ? 'the members of the store under attach.stores' : known.join(' or '),
        name === undefined ? undefined : nearestName(name, known),
      );
    }
    case 'app':
    case 'etcd':
      return indexMistake(sentence, target.kind, target.index, parts[target.kind]);
    case 'region':
      return tooWide(sentence);
    case 'balancer':
      return mistake(
        `"${sentence}": which balancer clients use is not seen from outside`,
        'store primary, store standby, app or etcd',
      );
    default:
      return target satisfies never;
  }
}

function indexMistake(
  sentence: string,
  kind: 'app' | 'etcd',
  index: number | undefined,
  count: number,
): Mistake | undefined {
  if (count === 0) {
    return mistake(`"${sentence}": there is no attach.${kind}`, `its members under attach.${kind}`);
  }
  if (index === undefined || index < count) return undefined;
  return mistake(
    `"${sentence}": there is no ${kind}[${index}] among ${count}`,
    count === 1 ? `${kind}[0], the only one` : `${kind}[0] to ${kind}[${count - 1}]`,
  );
}

function tooWide(sentence: string): Mistake {
  return mistake(
    `"${sentence}" touches more than one member`,
    'one member at a time: store primary, store standby, app or etcd',
  );
}
