import type { Facts } from './facts.ts';
import { ignoresOf } from './ignores.ts';
import { field, wordOf } from './part.ts';
import type { Part, Unread } from './part.ts';
import { severities } from './rule.ts';
import type { Finding, Rule, Severity, Sighting } from './rule.ts';
import { World } from './world.ts';

/** What an audit says. */
export interface AuditResult {
  /** Defects, in the order of severity, then of the files. */
  readonly findings: readonly Finding[];
  /** What could be decided if a fact were known. */
  readonly undecided: readonly Finding[];
  /** Defects that somebody takes on, with the reason. */
  readonly ignored: readonly { readonly finding: Finding; readonly reason: string }[];
  /** Defects that were there when the baseline was written. */
  readonly known: readonly Finding[];
  readonly unread: readonly Unread[];
  /** How many documents of which kind were understood. */
  readonly parts: number;
}

export interface AuditOptions {
  readonly facts: Facts;
  readonly rules: readonly Rule[];
  /** The day, `2026-11-24`: an ignore that ended before it does not count. */
  readonly today: string;
  /** Fingerprints of defects that are known already. */
  readonly baseline?: ReadonlySet<string>;
  /** Kinds that could not be read: a rule that asks for one of them decides nothing. */
  readonly denied?: ReadonlySet<string>;
}

/** Holds every rule against everything that was read. Pure; never throws unless a rule of the user's does. */
export function audit(
  parts: readonly Part[],
  unread: readonly Unread[],
  { facts, rules, today, baseline = new Set(), denied = new Set() }: AuditOptions,
): AuditResult {
  const world = World.of(parts);
  const seen = new Map<string, number>();
  const all = rules.flatMap((rule) => {
    const asked = new Set<string>();
    if (denied.size > 0) world.asked = asked;
    const sightings = [...rule.check(world, facts)].filter(({ part }) => part.isOwned !== true);
    const unseen = [...denied].filter((kind) => asked.has(kind));
    return sightings.map((sighting) => findingOf(rule, sighting, seen, unseen));
  });
  world.asked = undefined;
  const { ignored, remaining, flaws } = ignoresOf(
    parts,
    all,
    today,
    new Set(rules.map(({ id }) => id)),
  );
  const isDecided = ({ missing, unseen }: Finding): boolean =>
    missing.length === 0 && unseen === undefined;
  const decided = remaining.filter(isDecided);
  return {
    findings: inOrder(decided.filter(({ fingerprint }) => !baseline.has(fingerprint))),
    undecided: inOrder(remaining.filter((one) => !isDecided(one))),
    ignored,
    known: inOrder(decided.filter(({ fingerprint }) => baseline.has(fingerprint))),
    unread: [...unread, ...flaws],
    parts: parts.length,
  };
}

/** Whether something at least as severe was found. */
export function reaches({ findings }: AuditResult, threshold: Severity): boolean {
  const most = severities.indexOf(threshold);
  return findings.some(({ severity }) => severities.indexOf(severity) <= most);
}

function findingOf(
  rule: Rule,
  sighting: Sighting,
  seen: Map<string, number>,
  unseen: readonly string[],
): Finding {
  const { part, path, message, why, fix, severity, missing = [], set = [] } = sighting;
  const place = part.locate(path);
  const edits = set.map(([at, value]) => part.edit?.(at, value));
  const base = `${rule.id} ${part.file} ${subjectOf(part)} ${path.join('.')}`;
  const count = (seen.get(base) ?? 0) + 1;
  seen.set(base, count);
  return {
    rule: rule.id,
    title: rule.title,
    severity: severity ?? rule.severity,
    ...(rule.item === undefined ? {} : { item: rule.item }),
    place,
    kind: part.kind,
    message,
    why,
    fix,
    source: rule.source,
    missing,
    ...(unseen.length === 0 ? {} : { unseen }),
    edits: edits.every((edit) => edit !== undefined) ? edits : [],
    fingerprint: count === 1 ? base : `${base} ${count}`,
  };
}

/** What tells a document from the others of its file, whatever its line. */
function subjectOf({ data }: Part): string {
  if (typeof data !== 'object' || data === null || !('kind' in data) || !('metadata' in data))
    return '';
  const { kind, metadata } = data;
  return `${wordOf(kind)}/${wordOf(field(metadata, 'namespace'))}/${wordOf(field(metadata, 'name'))}`;
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      compare(a.place.file, b.place.file) ||
      a.place.offset - b.place.offset ||
      compare(a.rule, b.rule),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
