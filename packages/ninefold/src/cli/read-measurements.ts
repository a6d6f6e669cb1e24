import { readFileSync } from 'node:fs';

import { nearestName } from '../contract/nearest-name.ts';
import type { Measurement } from '../model/capacity/capacity.ts';
import { BadInputError, messageOf } from '../ports/errors.ts';
import { beginsWithDate } from './calendar-date.ts';

const COLUMNS = ['time', 'concurrency', 'throughput'] as const;
type Column = (typeof COLUMNS)[number];

/** Larger files are no measurements of a quarter. */
const MOST_ROWS = 1_000_000;

/**
 * Reads measurements from a CSV file with a heading: `throughput` (requests per second), and
 * `concurrency` (in flight), `time` (ISO 8601, or seconds since the epoch) or both.
 *
 * @throws BadInputError for the first line that is none, with its place
 */
export function readMeasurements(path: string): readonly Measurement[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadInputError(`can't read ${path}: ${messageOf(error)}`, { cause: error });
  }
  return measurementsIn(text, path);
}

export function measurementsIn(text: string, path: string): readonly Measurement[] {
  const [heading = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = columnsOf(heading, path);
  if (lines.length > MOST_ROWS) {
    throw new BadInputError(`${path} has more than ${MOST_ROWS} lines`);
  }
  const rows = lines.flatMap((line, index) =>
    line.trim() === '' ? [] : [measurement(line, columns, `${path}:${index + 2}`)],
  );
  if (rows.length === 0) throw new BadInputError(`${path} has no measurements`);
  return rows;
}

function columnsOf(heading: string, path: string): readonly Column[] {
  const columns = heading.split(',').map((cell) => cell.trim().toLowerCase());
  const names: Column[] = [];
  for (const name of columns) {
    const known = COLUMNS.find((column) => column === name);
    if (known === undefined) {
      const nearest = nearestName(name, COLUMNS);
      throw new BadInputError(
        `${path}:1: there is no column "${name}"; ${nearest === undefined ? `expected a heading of ${COLUMNS.join(', ')}` : `did you mean ${nearest}?`}`,
      );
    }
    names.push(known);
  }
  if (!names.includes('throughput') || names.length < 2 || new Set(names).size < names.length) {
    throw new BadInputError(
      `${path}:1: expected the columns throughput and concurrency, or throughput and time, or all three, each once`,
    );
  }
  return names;
}

function measurement(line: string, columns: readonly Column[], place: string): Measurement {
  const cells = line.split(',').map((cell) => cell.trim());
  if (cells.length !== columns.length) {
    throw new BadInputError(
      `${place}: ${cells.length} values, and there are ${columns.length} columns`,
    );
  }
  const values = new Map(columns.map((column, index) => [column, cells[index] ?? '']));
  const number = (column: Column): number => {
    const text = values.get(column) ?? '';
    const value = Number(text);
    if (text !== '' && Number.isFinite(value) && value >= 0) return value;
    throw new BadInputError(`${place}: "${text}" is no ${column}; expected a number from 0`);
  };
  return {
    throughput: number('throughput'),
    ...(values.has('concurrency') ? { concurrency: number('concurrency') } : {}),
    ...(values.has('time') ? { atMs: instant(values.get('time') ?? '', place) } : {}),
  };
}

function instant(text: string, place: string): number {
  const ms = /^\d+(\.\d+)?$/.test(text)
    ? Number(text) * 1000
    : beginsWithDate(text)
      ? Date.parse(text)
      : Number.NaN;
  if (Number.isFinite(ms)) return ms;
  throw new BadInputError(
    `${place}: "${text}" is no time; expected 2026-11-24T09:00:00Z, or seconds since the epoch`,
  );
}
