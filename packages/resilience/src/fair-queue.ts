/** Something that waits its turn. Intrusive: the queue links the object itself. */
export interface Queued {
  readonly key: string;
  readonly priority: number;
  queuePrevious: Queued | undefined;
  queueNext: Queued | undefined;
  /** The line it stands in; undefined when it does not. */
  line: Line<Queued> | undefined;
}

/** First in, first out, of one key at one priority. */
class Line<Q> {
  readonly key: string;
  head: Q | undefined = undefined;
  tail: Q | undefined = undefined;
  /** Its neighbours in the ring of lines that take turns; undefined when it is not in it. */
  previous: Line<Q> | undefined = undefined;
  next: Line<Q> | undefined = undefined;
  readonly level: Level<Q>;

  constructor(key: string, level: Level<Q>) {
    this.key = key;
    this.level = level;
  }
}

/** All lines of one priority: those that have someone to serve stand in a ring. */
class Level<Q> {
  readonly priority: number;
  readonly lines: Map<string, Line<Q>> = new Map();
  /** Whose turn it is. */
  turn: Line<Q> | undefined = undefined;
  size = 0;

  constructor(priority: number) {
    this.priority = priority;
  }
}

/**
 * A queue by priority, then by key in turns, then by arrival. All operations are O(1) in the calls
 * and keys that wait, and O(p) in the priorities in use.
 */
export class FairQueue<Q extends Queued> {
  /** Highest priority first. */
  private readonly levels: Level<Queued>[] = [];
  /** Calls that wait. */
  size = 0;

  push(item: Q): void {
    const level = this.levelOf(item.priority);
    let line = level.lines.get(item.key);
    if (line === undefined) {
      line = new Line<Queued>(item.key, level);
      level.lines.set(item.key, line);
      join(line);
    }
    item.line = line;
    item.queuePrevious = line.tail;
    item.queueNext = undefined;
    if (line.tail === undefined) line.head = item;
    else line.tail.queueNext = item;
    line.tail = item;
    level.size++;
    this.size++;
  }

  /** Takes the next in turn whose key `mayGo`; undefined when none may. */
  shift(mayGo?: (key: string) => boolean): Q | undefined {
    for (const level of this.levels) {
      const first = level.turn;
      let line = first;
      while (line !== undefined) {
        if (mayGo === undefined || mayGo(line.key)) {
          const item = line.head as Queued;
          level.turn = line.next;
          this.remove(item as Q);
          return item as Q;
        }
        line = line.next === first ? undefined : line.next;
      }
    }
    return undefined;
  }

  /** Takes `item` out, wherever it stands. */
  remove(item: Q): void {
    const { line } = item;
    if (line === undefined) return;
    const { queuePrevious: previous, queueNext: next } = item;
    if (previous === undefined) line.head = next;
    else previous.queueNext = next;
    if (next === undefined) line.tail = previous;
    else next.queuePrevious = previous;
    item.line = undefined;
    item.queuePrevious = undefined;
    item.queueNext = undefined;
    this.size--;
    line.level.size--;
    if (line.head === undefined) {
      leave(line);
      line.level.lines.delete(line.key);
      if (line.level.size === 0) this.levels.splice(this.levels.indexOf(line.level), 1);
    }
  }

  /** The one who would be served last of those below `priority`: who gives way when it is full. */
  lastBelow(priority: number): Q | undefined {
    const level = this.levels.at(-1);
    if (level === undefined || level.priority >= priority) return undefined;
    return level.turn?.previous?.tail as Q | undefined;
  }

  private levelOf(priority: number): Level<Queued> {
    const at = this.levels.findIndex((level) => level.priority <= priority);
    const found = this.levels[at];
    if (found?.priority === priority) return found;
    const level = new Level<Queued>(priority);
    this.levels.splice(at < 0 ? this.levels.length : at, 0, level);
    return level;
  }
}

/** At the end of the round: just before whose turn it is. */
function join(line: Line<Queued>): void {
  const { level } = line;
  const { turn } = level;
  if (turn === undefined) {
    line.next = line;
    line.previous = line;
    level.turn = line;
    return;
  }
  const last = turn.previous as Line<Queued>;
  line.next = turn;
  line.previous = last;
  last.next = line;
  turn.previous = line;
}

function leave(line: Line<Queued>): void {
  const { level, next, previous } = line;
  if (next === line) {
    level.turn = undefined;
  } else {
    (previous as Line<Queued>).next = next;
    (next as Line<Queued>).previous = previous;
    if (level.turn === line) level.turn = next;
  }
  line.next = undefined;
  line.previous = undefined;
}
