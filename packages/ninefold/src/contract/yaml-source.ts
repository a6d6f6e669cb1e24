import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Pair, YAMLMap } from 'yaml';
import type { Span } from './mistake.ts';
import { keyText, plainData, spanOfNode } from './plain-data.ts';
import type { PathStep, SourceMistake } from './plain-data.ts';
import { syntaxMistakes } from './syntax-mistake.ts';

/** A text read as YAML: plain data that still knows where in the text it stands. */
export interface YamlSource {
  /** Undefined when the text could not be read as a whole; `mistakes` then says why. */
  readonly data: unknown;
  readonly mistakes: readonly SourceMistake[];
  /** Where the value (or its key) at a path stands; what does not exist is where its parent is. */
  locate(path: readonly PathStep[], at: 'key' | 'value'): Span;
  /** Where the characters of the text at a path begin, when it stands unchanged on one line. */
  locateText(path: readonly PathStep[]): number | undefined;
}

/** Reads one YAML document. Never throws, whatever the text; bounded in length, depth and nodes. */
export function readYaml(text: string): YamlSource {
  if (text.length > maxTextLength) return unreadable('the file is longer than 256 KiB');
  let document: Document.Parsed;
  try {
    const options = { prettyErrors: false, uniqueKeys: false } as const;
    document = parseDocument(text, options);
  } catch {
    // The parser recurses: a file that nests thousands of levels exhausts its stack.
    return unreadable('the file is nested too deeply');
  }
  const syntax = syntaxMistakes(document, text);
  const plain = syntax.length > 0 ? undefined : plainData(document.contents);
  const follow = followerOf(document);
  return {
    data: plain?.data,
    mistakes: plain?.mistakes ?? syntax,
    locate: (path, at) => locate(follow(path), at),
    locateText: (path) => locateText(follow(path), document, text),
  };
}

const maxTextLength = 262_144;

function unreadable(message: string): YamlSource {
  const span = { offset: 0, length: 0 };
  const expected = 'a contract of some lines, such as "ninefold init" writes';
  return {
    data: undefined,
    mistakes: [{ span, path: [], message, expected }],
    locate: () => span,
    locateText: () => undefined,
  };
}

/** A node and the key (or item) that leads to it, as far as the path exists. */
interface Followed {
  readonly node: unknown;
  readonly key: unknown;
  /** The whole path exists. */
  readonly isWhole: boolean;
}

/** Follows paths; remembers the keys of each mapping, as a file may have very many mistakes. */
function followerOf(document: Document.Parsed): (path: readonly PathStep[]) => Followed {
  const pairsOf = new WeakMap<object, Map<string | undefined, Pair>>();
  const pairOf = (map: YAMLMap, step: PathStep): Pair | undefined => {
    let pairs = pairsOf.get(map);
    if (pairs === undefined) {
      // Of a key that is there twice the first counts, as in the data.
      pairs = new Map(map.items.toReversed().map((pair) => [keyText(pair.key), pair]));
      pairsOf.set(map, pairs);
    }
    return pairs.get(String(step));
  };
  return (path) => {
    let node: unknown = document.contents;
    let key: unknown;
    for (const step of path) {
      const holder = isAlias(node) ? node.resolve(document) : node;
      if (isMap(holder)) {
        const pair = pairOf(holder, step);
        if (pair === undefined) return { node, key, isWhole: false };
        ({ key, value: node } = pair);
      } else if (isSeq(holder) && holder.items[Number(step)] !== undefined) {
        node = holder.items[Number(step)];
        key = node;
      } else return { node, key, isWhole: false };
    }
    return { node, key, isWhole: true };
  };
}

function locate({ node, key, isWhole }: Followed, at: 'key' | 'value'): Span {
  const valueSpan = spanOfNode(node);
  const keySpan = spanOfNode(key);
  // What is missing is told at the name of what it is missing from; an empty value has no place.
  if (at === 'key' || !isWhole || valueSpan.length === 0) {
    return keySpan.length > 0 ? keySpan : { offset: valueSpan.offset, length: 0 };
  }
  return valueSpan;
}

function locateText(
  { node, isWhole }: Followed,
  document: Document.Parsed,
  text: string,
): number | undefined {
  const scalar = isAlias(node) ? node.resolve(document) : node;
  if (!isWhole || !isScalar(scalar)) return undefined;
  const { offset, length } = spanOfNode(scalar);
  const written = text.slice(offset, offset + length);
  if (written === String(scalar.value)) return offset;
  return written.slice(1, -1) === scalar.value ? offset + 1 : undefined;
}
