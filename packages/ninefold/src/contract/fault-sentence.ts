import type { FaultSpec, FaultStep, Target } from './contract.ts';
import { clausesOf, readClauses, readQuantity } from './fault-clauses.ts';
import type { ClauseValues } from './fault-clauses.ts';
import { readTarget, reservedWords } from './fault-target.ts';
import { readSides } from './fault-sides.ts';
import type { Word } from './fault-words.ts';
import { spanOf, wordsOfSteps } from './fault-words.ts';
import { mistake, right, shown, wrong } from './mistake.ts';
import type { Mistake, Parsed, Span } from './mistake.ts';
import { nearestName } from './nearest-name.ts';

/**
 * Reads a fault as a contract words it:
 * `kill|stop TARGET`, `freeze|partition|fill TARGET [for 2s]`, `reset TARGET [for 1s]`,
 * `partition store ROLE [from etcd|standbys|clients [and ...]] [for 2s]`,
 * `delay TARGET by 500ms [for 2s]`, `drop TARGET at 10% [for 2s]`,
 * `throttle TARGET to 64KB/s [for 2s]`, `rolling restart [app | store [NAME]]`, `switchover store
 * [NAME] [primary]`, `lose the whole store [NAME]`, `wait 200ms`; steps are joined by `, then `. Without a store's name the first store
 * is meant.
 */
export function parseFaultSentence(value: unknown): Parsed<FaultSpec> {
  if (typeof value !== 'string') {
    return wrong(`${shown(value)} is not a fault`, 'a fault in words, such as kill store primary');
  }
  const reading = readFaultSentence(value);
  if (reading.mistakes.length > 0) return { ok: false, mistakes: reading.mistakes };
  return right({ sentence: value, steps: reading.steps.map((located) => located.step) });
}

/** The verbs a fault may begin with. */
export const faultVerbs: readonly string[] = [
  'kill',
  'stop',
  'freeze',
  'rolling restart',
  'switchover',
  'lose the whole store',
  'partition',
  'delay',
  'drop',
  'reset',
  'throttle',
  'fill',
  'wait',
];

/** A step, and where its target (or else all of it) stands in the sentence. */
export interface LocatedStep {
  readonly step: FaultStep;
  readonly span: Span;
}

/** The steps that could be read and the mistakes of the others: at most one a step. */
export function readFaultSentence(sentence: string): {
  readonly steps: readonly LocatedStep[];
  readonly mistakes: Mistake[];
} {
  if (sentence.length > maxSentenceLength) {
    const message = `the fault is longer than ${maxSentenceLength} characters`;
    return { steps: [], mistakes: [mistake(message, 'a few steps')] };
  }
  const { steps: stepWords, mistakes } = wordsOfSteps(sentence);
  if (stepWords.length === 0 && mistakes.length === 0) {
    mistakes.push(mistake('the fault is empty', `one of ${faultVerbs.join(', ')}`));
  }
  const steps: LocatedStep[] = [];
  for (const words of stepWords) {
    const read = readStep(words);
    if ('step' in read) steps.push(read);
    else mistakes.push(read);
  }
  const last = stepWords.at(-1);
  if (last?.[0]?.text === 'wait') {
    const expected = 'a last step that breaks something, such as ", then kill store primary"';
    mistakes.push(mistake('the fault ends by waiting', expected, undefined, spanOf(last)));
  }
  return { steps, mistakes: onePerPlace(mistakes) };
}

const maxSentenceLength = 1000;
const defaultForMs = 2000;
const defaultResetForMs = 1000;

const verbSynonyms: Readonly<Record<string, string>> = {
  bandwidth: 'throttle',
  limit: 'throttle',
  slow: 'delay',
  latency: 'delay',
  lag: 'delay',
  destroy: 'lose the whole store',
  wipe: 'lose the whole store',
  restore: 'lose the whole store',
  loss: 'drop',
  crash: 'kill',
  sigkill: 'kill',
  terminate: 'stop',
  sigterm: 'stop',
  pause: 'freeze',
  suspend: 'freeze',
  sigstop: 'freeze',
  isolate: 'partition',
  split: 'partition',
  failover: 'kill',
  restart: 'rolling restart',
  rolling: 'rolling restart',
  sleep: 'wait',
};

function readStep(words: readonly Word[]): LocatedStep | Mistake {
  const [verb] = words;
  if (verb === undefined) return mistake('the fault is empty', 'a fault');
  if (verb.text === 'wait') return readWait(words);
  if (verb.text === 'rolling' && words[1]?.text === 'restart') return readRollingRestart(words);
  if (verb.text === 'switchover') return readSwitchover(words);
  if (verb.text === 'lose') return readLoss(words);
  const clauses = Object.hasOwn(clausesOf, verb.text) ? clausesOf[verb.text] : undefined;
  if (clauses === undefined) {
    const nearest = nearestName(verb.text, faultVerbs, verbSynonyms);
    return mistake(
      `"${verb.text}" is not a fault`,
      `one of ${faultVerbs.join(', ')}`,
      nearest,
      verb,
    );
  }
  const target = readTarget(words.slice(1), words);
  if (!target.ok) return target.mistake;
  const targetWords = words.slice(1, 1 + target.wordCount);
  const sides = readSides(verb, target.target, words.slice(1 + target.wordCount));
  if ('mistake' in sides) return sides.mistake;
  const read = readClauses(verb, sides.rest, clauses);
  if ('mistake' in read) return read.mistake;
  if (hasPart(target.target) && !processVerbs.has(verb.text)) {
    const expected = 'kill or freeze; or the target without its process';
    const message = `"${verb.text}" is of a host, not of a process`;
    return mistake(message, expected, undefined, spanOf(targetWords));
  }
  if (verb.text === 'fill' && target.target.kind !== 'store') {
    return mistake(
      'only a store can be filled',
      'fill store primary',
      undefined,
      spanOf(targetWords),
    );
  }
  const step = stepOf(verb.text, target.target, read.values);
  const { from } = sides;
  return {
    step: step.verb === 'partition' && from !== undefined ? { ...step, from } : step,
    span: spanOf(targetWords),
  };
}

const processVerbs: ReadonlySet<string> = new Set(['kill', 'freeze']);

function hasPart(target: Target): boolean {
  return 'part' in target && target.part !== undefined;
}

function stepOf(verb: string, target: Target, values: ClauseValues): FaultStep {
  const forMs = values.for ?? (verb === 'reset' ? defaultResetForMs : defaultForMs);
  switch (verb) {
    case 'stop':
      return { verb, target };
    case 'freeze':
    case 'partition':
    case 'fill':
    case 'reset':
      return { verb, target, forMs };
    case 'delay':
      return { verb, target, byMs: values.by ?? 0, forMs };
    case 'drop':
      return { verb, target, ratio: values.at ?? 0, forMs };
    case 'throttle':
      return { verb, target, bytesPerSecond: values.to ?? 0, forMs };
    default:
      return { verb: 'kill', target };
  }
}

function readWait(words: readonly Word[]): LocatedStep | Mistake {
  const [verb, quantity, extra] = words;
  const expected = 'wait and a duration, such as wait 200ms';
  if (quantity === undefined)
    return mistake('"wait" does not say how long', expected, undefined, spanOf(words));
  if (extra !== undefined || verb === undefined) {
    const nearest =
      quantity.text === 'for' && extra !== undefined ? `wait ${extra.text}` : undefined;
    return mistake('"wait" takes a duration only', expected, nearest, spanOf(words));
  }
  const forMs = readQuantity('for', quantity);
  return typeof forMs === 'number' ? { step: { verb: 'wait', forMs }, span: spanOf(words) } : forMs;
}

function readRollingRestart(words: readonly Word[]): LocatedStep | Mistake {
  const [, , target, name, after] = words;
  const ofStore = target?.text === 'store';
  const extra = ofStore ? after : name;
  const wrongWord = target !== undefined && target.text !== 'app' && !ofStore ? target : extra;
  if (wrongWord !== undefined) {
    const expected = 'rolling restart, of the app or of a store: rolling restart store';
    return mistake(
      `"${wrongWord.text}" is not expected here`,
      expected,
      undefined,
      spanOf([wrongWord]),
    );
  }
  if (!ofStore) {
    return { step: { verb: 'rolling-restart', target: { kind: 'app' } }, span: spanOf(words) };
  }
  const store = name === undefined ? {} : { store: name.text };
  return {
    step: { verb: 'rolling-restart', target: { kind: 'store', ...store, role: 'standbys' } },
    span: spanOf(words.slice(2)),
  };
}

function readSwitchover(words: readonly Word[]): LocatedStep | Mistake {
  const expected = 'switchover store, or switchover store and its name';
  const [, kind, ...rest] = words;
  if (kind === undefined || kind.text !== 'store') {
    const span = spanOf(kind === undefined ? words : [kind]);
    return mistake('only a store can be switched over', expected, 'switchover store', span);
  }
  const names = rest.at(-1)?.text === 'primary' ? rest.slice(0, -1) : rest;
  const [name, extra] = names;
  const misplaced = name?.text.startsWith('standby') ? name : extra;
  if (misplaced !== undefined) {
    return mistake(
      `"${misplaced.text}" is not expected here`,
      expected,
      undefined,
      spanOf([misplaced]),
    );
  }
  const store = name === undefined ? {} : { store: name.text };
  return {
    step: { verb: 'switchover', target: { kind: 'store', ...store, role: 'primary' } },
    span: spanOf(words.slice(1)),
  };
}

/** `the whole` may be left out. */
function readLoss(words: readonly Word[]): LocatedStep | Mistake {
  const expected = 'lose the whole store, or lose the whole store and its name';
  const afterVerb = words.slice(1);
  const named = afterVerb.filter(
    ({ text }, index) => !(text === 'the' && index === 0) && !(text === 'whole' && index <= 1),
  );
  const [kind, name, extra] = named;
  if (kind?.text !== 'store') {
    const span = spanOf(kind === undefined ? words : [kind]);
    return mistake('only a whole store can be lost', expected, 'lose the whole store', span);
  }
  const misplaced = name !== undefined && reservedWords.has(name.text) ? name : extra;
  if (misplaced !== undefined) {
    const message = `"${misplaced.text}" is not expected here`;
    return mistake(message, expected, undefined, spanOf([misplaced]));
  }
  const store = name === undefined ? {} : { store: name.text };
  return {
    step: { verb: 'lose', target: { kind: 'store', ...store } },
    span: spanOf(words.slice(1)),
  };
}

/** A step that ends by waiting and is misspelt too is told once. */
function onePerPlace(mistakes: readonly Mistake[]): Mistake[] {
  const offsets = new Set<number>();
  return mistakes.filter(({ span }) => {
    const offset = span?.offset ?? 0;
    return offsets.has(offset) ? false : offsets.add(offset);
  });
}
