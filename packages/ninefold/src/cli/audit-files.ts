import { readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Part, Unread } from '../audit/part.ts';
import { maxFileLength, readFile } from '../audit/read/read-file.ts';
import { BadInputError, messageOf } from '../ports/errors.ts';

const readable = /\.(?:ya?ml|json|properties|conf|cfg|py|java)$/i;
const skipped = new Set(['node_modules', '.git', 'vendor', 'dist', '__pycache__']);

export interface AuditFiles {
  /** Paths in order; `-` is standard input. */
  readonly files: string[];
  /** The Chart.yaml of each Helm chart: its templates are not among the files. */
  readonly charts: string[];
}

/** Reads them all; a chart is told once, as its templates are not what will be applied. */
export function readFiles(
  files: readonly string[],
  charts: readonly string[],
): { parts: readonly Part[]; unread: readonly Unread[] } {
  const parts: Part[] = [];
  const unread: Unread[] = [];
  for (const file of files) {
    const read = file === '-' ? readFile('-', readFileSync(0, 'utf8')) : readBounded(file);
    for (const part of read.parts) parts.push(part);
    unread.push(...read.unread);
  }
  for (const chart of charts) {
    const message = `a Helm chart is read as it is rendered: helm template ${dirname(chart)} | ninefold audit -`;
    unread.push({ place: startOf(chart), message });
  }
  return { parts, unread };
}

/** A file that is too large is not even loaded. */
function readBounded(file: string): ReturnType<typeof readFile> {
  const { size } = statSync(file);
  if (size <= 4 * maxFileLength && size < 300_000_000) return readFile(file, textAt(file));
  const message = `the file has ${Math.round(size / 1e6)} MB; expected at most ${Math.round(maxFileLength / 1e6)} MB: split it`;
  return { parts: [], unread: [{ place: startOf(file), message }] };
}

function startOf(file: string): Unread['place'] {
  return { file, line: 1, column: 1, offset: 0, length: 0 };
}

function textAt(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadInputError(`can't read ${path}: ${messageOf(error)}`, { cause: error });
  }
}

/**
 * A file named is read whatever it is called; of a folder those with a known ending, in order.
 *
 * @throws BadInputError when a path can't be read
 */
export function filesOf(paths: readonly string[]): AuditFiles {
  const found: AuditFiles = { files: [], charts: [] };
  const seen = new Set<string>();
  for (const path of paths) list(path, found, seen);
  return found;
}

function list(path: string, found: AuditFiles, seen: Set<string>): void {
  if (path === '-' || !isFolder(path)) {
    found.files.push(path);
    return;
  }
  // A link may lead back to a folder that holds it.
  const real = realpathSync(path);
  if (seen.has(real)) return;
  seen.add(real);
  const entries = readdirSync(path, { withFileTypes: true }).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const has = (name: string): boolean => entries.some((entry) => entry.name === name);
  const isChart = has('Chart.yaml') && has('templates');
  if (isChart) found.charts.push(join(path, 'Chart.yaml'));
  for (const entry of entries) {
    const below = join(path, entry.name);
    if (entry.isDirectory()) {
      const isOfChart = isChart && ['templates', 'charts'].includes(entry.name);
      if (!isOfChart && !skipped.has(entry.name)) list(below, found, seen);
    } else if (entry.isFile() && readable.test(entry.name)) found.files.push(below);
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new BadInputError(`can't read ${path}: ${messageOf(error)}`, { cause: error });
  }
}
