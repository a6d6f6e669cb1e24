import { EVENT_ID, SCALAR_STYLE, YAMLException, getScalarValue, parseEvents } from 'js-yaml';
import type { Event, ScalarEvent } from 'js-yaml';
import type { Edit, Place, Step } from '../../audit/part.ts';
import type { Lines } from './lines.ts';

/** One YAML document: data, and where each part of it stands. */
export interface YamlTree {
  readonly data: unknown;
  locate(path: readonly Step[], at: 'key' | 'value'): Place;
  edit(path: readonly Step[], value: string): Edit | undefined;
}

/** The document can't be read; `offset` is in the file. */
export interface YamlFlaw {
  readonly flaw: string;
  readonly offset: number;
}

/** Nodes of a document once every alias stands for what it means: more is a bomb. */
const maxExpandedNodes = 1_000_000;

/** Each YAML document of a text: where it begins, and its text. A marker is a line of its own. */
export function* splitDocuments(text: string): Generator<{ offset: number; text: string }> {
  const marker = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;
  let start = 0;
  for (let match = marker.exec(text); match !== null; match = marker.exec(text)) {
    if (match.index > start) yield { offset: start, text: text.slice(start, match.index) };
    // What stands behind the marker on its line is the document's.
    start = match.index + 3;
  }
  if (start < text.length) yield { offset: start, text: text.slice(start) };
}

/**
 * Reads one document. Never throws: bounded in depth (100) and in what aliases stand for. Scalars are
 * read as YAML 1.2 does, and `yes`, `on` stay text, as Kubernetes' own reader would warn of.
 */
export function readTree(
  text: string,
  offset: number,
  file: string,
  lines: Lines,
): YamlTree | YamlFlaw | undefined {
  let events: Event[];
  try {
    events = parseEvents(text, {});
  } catch (error) {
    if (error instanceof YAMLException) {
      return { flaw: error.reason, offset: offset + (error.mark?.position ?? 0) };
    }
    return { flaw: 'is nested too deeply', offset };
  }
  const composer = new Composer(text, events);
  const data = composer.compose();
  if (composer.flaw !== undefined) {
    return { flaw: composer.flaw.text, offset: offset + composer.flaw.offset };
  }
  if (data === undefined || data === null) return undefined;
  const nodes = composer.nodes();
  const follow = (path: readonly Step[]): { key: number; node: number; isWhole: boolean } => {
    let key = -1;
    let node = 0;
    for (const step of path) {
      const last = node + nodes.size(node);
      let child = node + 1;
      let found = false;
      const kind = nodes.end(node);
      for (let index = 0; child < last; index += 1) {
        if (kind === SEQUENCE) {
          if (index === step) {
            [key, node, found] = [child, child, true];
            break;
          }
          child += nodes.size(child);
        } else {
          const value = child + nodes.size(child);
          if (text.slice(nodes.start(child), nodes.end(child)) === String(step)) {
            [key, node, found] = [child, value, true];
            break;
          }
          child = value + nodes.size(value);
        }
      }
      if (!found) return { key, node, isWhole: false };
    }
    return { key, node, isWhole: true };
  };
  const placeOf = (node: number): Place => {
    const [start, end] = [nodes.start(node), nodes.end(node)];
    return lines.place(offset + start, end < 0 || end < start ? 0 : end - start);
  };
  return {
    data,
    locate(path, at) {
      const { key, node, isWhole } = follow(path);
      const start = nodes.start(node);
      // A block of text has no place of its own on the line of its key.
      const isText = nodes.end(node) > start && text[start - 1] !== '\n';
      if (key >= 0 && (at === 'key' || !isWhole || !isText)) return placeOf(key);
      return placeOf(node);
    },
    edit(path, value) {
      const { node, isWhole } = follow(path);
      if (isWhole) {
        const [start, end] = [nodes.start(node), nodes.end(node)];
        const quoted = /["']/.test(text[start - 1] ?? '') ? 1 : 0;
        const isPlain = end > start && !text.slice(start, end).includes('\n');
        if (!isPlain) return undefined;
        return {
          file,
          offset: offset + start - quoted,
          length: end - start + 2 * quoted,
          text: value,
        };
      }
      const parent = follow(path.slice(0, -1));
      const first = parent.node + 1;
      if (!parent.isWhole || nodes.end(parent.node) !== MAPPING || nodes.size(parent.node) < 2) {
        return undefined;
      }
      const at = nodes.start(first);
      const lineStart = text.lastIndexOf('\n', at - 1) + 1;
      const before = text.slice(lineStart, at);
      // In front of the first key: `- a: 1` and its comments stay as they are.
      if (/^[ -]*$/.test(before) && !/["']/.test(text[at - 1] ?? '')) {
        const indent = ' '.repeat(before.length);
        const line = `${String(path.at(-1))}: ${value}\n${indent}`;
        return { file, offset: offset + at, length: 0, text: line };
      }
      return undefined;
    },
  };
}

/* Where a scalar has its end, a collection has its kind. */
const MAPPING = -1;
const SEQUENCE = -2;
const ALIAS = -3;

/**
 * Where the nodes of a document stand, in the order of the text, three numbers each: where it starts,
 * where it ends or its kind, and how many nodes it is with all that it holds.
 */
class Nodes {
  count = 0;
  #numbers: Int32Array;

  constructor(numbers: Int32Array) {
    this.#numbers = numbers;
  }

  start(node: number): number {
    return this.#numbers[3 * node] ?? 0;
  }

  end(node: number): number {
    return this.#numbers[3 * node + 1] ?? 0;
  }

  size(node: number): number {
    return this.#numbers[3 * node + 2] ?? 1;
  }

  add(start: number, end: number): void {
    const at = 3 * this.count;
    if (at === this.#numbers.length) {
      const longer = new Int32Array(2 * at);
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers[at] = start;
    this.#numbers[at + 1] = end;
    this.#numbers[at + 2] = 1;
    this.count += 1;
  }

  /** Everything since is held by `node`. */
  close(node: number): void {
    this.#numbers[3 * node + 2] = this.count - node;
  }

  copy(): Nodes {
    return new Nodes(this.#numbers.slice(0, 3 * this.count));
  }
}

/** Written anew for each document: tens of thousands of them are read, one after another. */
const scratch: Nodes = new Nodes(new Int32Array(3 * 1024));

/**
 * A mapping without inherited names. Unlike one of `Object.create(null)`, which is a hash table of its
 * own, all with the same keys share one hidden class: reading is quicker and takes less memory.
 */
class Mapping {
  static {
    Reflect.setPrototypeOf(Mapping.prototype, null);
    Reflect.deleteProperty(Mapping.prototype, 'constructor');
  }
}

interface Anchored {
  readonly value: unknown;
  readonly expanded: number;
}

/** Events to data. A class, as millions of nodes go through its fields. */
class Composer {
  flaw: { readonly text: string; readonly offset: number } | undefined;
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #anchors = new Map<string, Anchored | 'open'>();
  #at = 0;
  #expanded = 0;
  /** Where the node before ends: an empty value has no place of its own. */
  #before = 0;

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#events = events;
    scratch.count = 0;
  }

  compose(): unknown {
    while (this.#events[this.#at]?.type === EVENT_ID.DOCUMENT) this.#at += 1;
    return this.#at < this.#events.length ? this.#node() : undefined;
  }

  nodes(): Nodes {
    return scratch.copy();
  }

  #node(): unknown {
    const event = this.#events[this.#at];
    this.#at += 1;
    if (event === undefined || this.flaw !== undefined) return null;
    this.#expanded += 1;
    if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return null;
    const anchor =
      event.anchorStart < 0 ? undefined : this.#text.slice(event.anchorStart, event.anchorEnd);
    if (event.type === EVENT_ID.ALIAS) return this.#alias(anchor ?? '', event.anchorStart);
    const before = this.#expanded;
    if (anchor !== undefined) this.#anchors.set(anchor, 'open');
    const value =
      event.type === EVENT_ID.SCALAR
        ? this.#scalar(event)
        : this.#collection(event.type === EVENT_ID.MAPPING, event.start);
    if (anchor !== undefined) {
      this.#anchors.set(anchor, { value, expanded: this.#expanded - before + 1 });
    }
    return value;
  }

  #scalar(event: ScalarEvent): unknown {
    if (event.valueStart >= 0) this.#before = event.valueEnd;
    scratch.add(event.valueStart < 0 ? this.#before : event.valueStart, this.#before);
    const text = getScalarValue(this.#text, event);
    const isText = event.style !== PLAIN || event.tagStart >= 0;
    return isText ? text : plainScalar(text);
  }

  #alias(anchor: string, offset: number): unknown {
    scratch.add(offset, ALIAS);
    this.#before = offset;
    const found = this.#anchors.get(anchor);
    if (found === undefined) return this.#fail(`"*${anchor}" has no anchor before it`, offset);
    if (found === 'open') return this.#fail(`"*${anchor}" holds itself`, offset);
    this.#expanded += found.expanded;
    if (this.#expanded > maxExpandedNodes) {
      return this.#fail(`aliases stand for more than ${maxExpandedNodes} values`, offset);
    }
    return found.value;
  }

  #collection(isMapping: boolean, start: number): unknown {
    const self = scratch.count;
    scratch.add(start, isMapping ? MAPPING : SEQUENCE);
    this.#before = start;
    const value = isMapping ? this.#mapping() : this.#sequence();
    scratch.close(self);
    return value;
  }

  #sequence(): readonly unknown[] {
    const items: unknown[] = [];
    while (this.flaw === undefined && this.#at < this.#events.length && !this.#isOver()) {
      items.push(this.#node());
    }
    return items;
  }

  /** Steps over the end of a collection. */
  #isOver(): boolean {
    if (this.#events[this.#at]?.type !== EVENT_ID.POP) return false;
    this.#at += 1;
    return true;
  }

  #mapping(): Mapping {
    const data = new Mapping() as Record<string, unknown>;
    let merged: Set<string> | undefined;
    while (this.flaw === undefined && this.#at < this.#events.length && !this.#isOver()) {
      const keyAt = scratch.count;
      const key = this.#node();
      if (typeof key === 'object' && key !== null) {
        this.#fail('has a key that is no word', scratch.start(keyAt));
        break;
      }
      const name = String(key);
      if (name === '<<') {
        merged ??= new Set();
        for (const one of this.#merge(data, this.#node())) merged.add(one);
      } else if (Object.hasOwn(data, name) && merged?.delete(name) !== true)
        this.#fail(`"${name}" is there twice`, scratch.start(keyAt));
      else data[name] = this.#node();
    }
    return data;
  }

  /** Adds what is merged in and not there yet, and yields the names: own keys may replace them. */
  *#merge(data: Record<string, unknown>, from: unknown): Generator<string> {
    for (const one of Array.isArray(from) ? from : [from]) {
      if (typeof one !== 'object' || one === null) continue;
      for (const [name, value] of Object.entries(one)) {
        if (Object.hasOwn(data, name)) continue;
        data[name] = value;
        yield name;
      }
    }
  }

  #fail(text: string, offset: number): null {
    this.flaw ??= { text, offset };
    return null;
  }
}

const PLAIN: number = SCALAR_STYLE.PLAIN;

/** YAML 1.2, core schema. */
function plainScalar(text: string): unknown {
  switch (text) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    default: {
      const first = text.charCodeAt(0);
      const isNumber = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
      return isNumber && /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text)
        ? Number(text)
        : text;
    }
  }
}
