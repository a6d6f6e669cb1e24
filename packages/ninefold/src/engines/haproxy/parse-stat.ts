/** A server as HAProxy sees it. */
export interface HaproxyServerState {
  readonly backend: string;
  readonly server: string;
  /** Requests or connections are led to it. */
  readonly isUp: boolean;
  /** Sessions it has now. */
  readonly sessions: number;
}

/**
 * Reads the CSV of `show stat` (management guide, section 9.1). Columns are found by their names;
 * none is quoted in HAProxy's own output but the last texts, which are not read.
 */
export function parseStat(csv: string): HaproxyServerState[] {
  return rowsOf(csv).map((field) => ({
    backend: field('pxname'),
    server: field('svname'),
    // `UP`, `UP 1/3` on its way down, `no check`; a drained one says DRAIN.
    isUp: /^(UP|no check)/.test(field('status')),
    sessions: Number(field('scur')),
  }));
}

/** Requests that clients of a backend had answered since HAProxy started. */
export interface HaproxyAnswers {
  readonly good: number;
  /** With 5xx: of a server, or HAProxy's own when it found none. */
  readonly bad: number;
}

/** What the CSV of `show stat` says of a backend; undefined when it names none of that name. */
export function parseAnswers(csv: string, backend: string): HaproxyAnswers | undefined {
  const field = rowsOf(csv).find((one) => one('pxname') === backend && one('svname') === 'BACKEND');
  if (field === undefined) return undefined;
  const count = (name: string): number => Number(field(name));
  return {
    good: count('hrsp_1xx') + count('hrsp_2xx') + count('hrsp_3xx') + count('hrsp_4xx'),
    bad: count('hrsp_5xx'),
  };
}

/** Each row as its fields by name. */
function rowsOf(csv: string): ((name: string) => string)[] {
  const [head = '', ...rows] = csv.split('\n').filter((line) => line.trim() !== '');
  const columns = head.replace(/^# /, '').split(',');
  return rows.map((row) => {
    const fields = row.split(',');
    return (name) => fields[columns.indexOf(name)] ?? '';
  });
}
