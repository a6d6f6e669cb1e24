import { Link } from './link.ts';

/** Something that waits its turn: the queue links the object itself. */
export class Queued extends Link {
  readonly key: string | undefined;
  readonly priority: number;
  /** @internal The line it stands in; undefined when it does not. */
  line: Line | undefined = undefined;

  constructor(key: string | undefined, priority: number) {
    super();
    this.key = key;
    this.priority = priority;
  }
}

/** First in, first out, of one key at one priority. */
class Line extends Link {
  readonly key: string | undefined;
  readonly level: Level;
  /** The head of those who stand in it. */
  readonly queue: Link = new Link();

  constructor(key: string | undefined, level: Level) {
    super();
    this.key = key;
    this.level = level;
  }
}

/** All lines of one priority. */
interface Level {
  readonly priority: number;
  readonly lines: Map<string | undefined, Line>;
  /** The head of the lines, in the order of their turns. */
  readonly turns: Link;
}

/**
 * A queue by priority, then by key in turns, then by arrival. All operations are O(1) in the calls
 * and keys that wait, and O(p) in the priorities in use; `first` is O(k) in the keys that may not
 * go.
 */
export class FairQueue<Q extends Queued> {
  /** Highest priority first. */
  readonly #levels: Level[] = [];
  /** Calls that wait. */
  size = 0;

  push(item: Q): void {
    const { key } = item;
    const level = this.#levelOf(item.priority);
    let line = level.lines.get(key);
    if (!line) {
      line = new Line(key, level);
      level.lines.set(key, line);
      level.turns.append(line);
    }
    item.line = line;
    line.queue.append(item);
    this.size++;
  }

  /** The next in turn whose key `mayGo`; undefined when none may. */
  first(mayGo: (key: string | undefined) => boolean): Q | undefined {
    for (const { turns } of this.#levels)
      for (let line = turns.next; line !== turns; line = line.next)
        if (mayGo((line as Line).key)) return (line as Line).queue.next as Q;
    return undefined;
  }

  /** It was this one's turn: its line goes to the end of the round. */
  served({ line }: Q): void {
    line?.unlink();
    if (line) line.level.turns.append(line);
  }

  /** Takes `item` out, wherever it stands. */
  remove(item: Q): void {
    const { line } = item;
    if (!line) return;
    const { level } = line;
    item.line = undefined;
    item.unlink();
    this.size--;
    if (!line.queue.alone) return;
    line.unlink();
    level.lines.delete(line.key);
    if (level.turns.alone) this.#levels.splice(this.#levels.indexOf(level), 1);
  }

  /** The one who would be served last of those below `priority`: who gives way when it is full. */
  lastBelow(priority: number): Q | undefined {
    const level = this.#levels.at(-1);
    if (!level || level.priority >= priority) return undefined;
    return (level.turns.previous as Line).queue.previous as Q;
  }

  #levelOf(priority: number): Level {
    const at = this.#levels.findIndex((level) => level.priority <= priority);
    const found = this.#levels[at];
    if (found?.priority === priority) return found;
    const level: Level = { priority, lines: new Map(), turns: new Link() };
    this.#levels.splice(at < 0 ? this.#levels.length : at, 0, level);
    return level;
  }
}
