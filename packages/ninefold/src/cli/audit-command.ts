import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { audit, reaches } from '../audit/audit.ts';
import type { AuditResult } from '../audit/audit.ts';
import { checklistStates } from '../audit/checklist-states.ts';
import type { ItemState } from '../audit/checklist-states.ts';
import { factsOf, parseFacts } from '../audit/facts-file.ts';
import type { Facts } from '../audit/facts.ts';
import { applyEdits, editsOf } from '../audit/fixes.ts';
import { auditBadge, auditMarkdown, renderChecklist } from '../audit/output/documents.ts';
import { auditHtml } from '../audit/output/html-page.ts';
import { auditJson } from '../audit/output/json.ts';
import { auditJunit } from '../audit/output/junit.ts';
import { auditSarif } from '../audit/output/sarif.ts';
import { renderAudit } from '../audit/output/terminal.ts';
import { parseKubernetesSchema, validationRules } from '../audit/kubernetes-validation.ts';
import { judgedProof, parseProof } from '../audit/proof-report.ts';
import type { ProofReport } from '../audit/proof-report.ts';
import { severities } from '../audit/rule.ts';
import { unknownRule } from '../audit/rule-ids.ts';
import type { Rule } from '../audit/rule.ts';
import { allRules } from '../audit/rules/all.ts';
import { systemClock } from '../clock/system-clock.ts';
import type { ClusterRead } from '../cluster/read-cluster.ts';
import { readKustomizations } from '../kustomize/read-kustomizations.ts';
import { BadInputError, EnvironmentError, messageOf } from '../ports/errors.ts';
import { filesOf, readFiles } from './audit-files.ts';
import { readArguments } from './command-line.ts';
import type { ExitCode } from './exit-code.ts';
import { print, styleOf } from './output.ts';
import { readContract } from './read-contract.ts';
import { loadRules } from './user-rules.ts';
import { version } from './version.ts';

/** Beside src/ and dist/ alike. */
const kubernetesSchema = fileURLToPath(new URL('../../kubernetes-schema.json', import.meta.url));

const formats = ['terminal', 'json', 'sarif', 'junit', 'markdown', 'html', 'badge'] as const;

/**
 * `ninefold audit PATHS…`, or `--cluster`: what configuration costs in availability. `-` is standard
 * input.
 */
export async function auditCommand(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = readArguments(
    'audit',
    args,
    {
      cluster: { type: 'boolean', default: false },
      kubeconfig: { type: 'string' },
      context: { type: 'string' },
      namespace: { type: 'string' },
      topology: { type: 'string' },
      contract: { type: 'string' },
      baseline: { type: 'string' },
      'write-baseline': { type: 'string' },
      proof: { type: 'string', multiple: true },
      rules: { type: 'string', multiple: true },
      severity: { type: 'string', default: 'medium' },
      format: { type: 'string', default: 'terminal' },
      checklist: { type: 'boolean', default: false },
      fix: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
    Number.POSITIVE_INFINITY,
  );
  const source = sourceOf(positionals, values);
  if (source.kind === 'cluster' && values.fix) {
    throw new BadInputError('--fix changes files, and a live cluster is only read');
  }
  const threshold = oneOf('severity', values.severity, severities);
  const format = values.json ? 'json' : oneOf('format', values.format, formats);
  const given = readFacts(values.topology, values.contract);
  const schema = parseKubernetesSchema(readText(kubernetesSchema));
  const rules = [...allRules, ...validationRules(schema), ...(await loadRules(values.rules ?? []))];
  const baseline = values.baseline === undefined ? undefined : readBaseline(values.baseline, rules);
  const today = new Date(systemClock.wallMs()).toISOString().slice(0, 10);
  const contractText =
    values.contract === undefined ? undefined : readContract(values.contract).text;
  const proofs = (values.proof ?? []).map((path) =>
    judgedProof(readProof(path), contractText, today),
  );

  const { parts, unread, denied, facts: seen, notes } = await read(source);
  for (const note of notes) process.stderr.write(`ninefold: ${note}\n`);
  if (parts.length === 0 && unread.length === 0) {
    throw new BadInputError(
      `nothing in ${nameOf(source)} is configuration that ninefold audit knows: Kubernetes, Patroni, PostgreSQL, Kafka, HAProxy, Prometheus, Grafana or Compose`,
    );
  }
  // What people say wins over what was seen.
  const facts = { ...seen, ...given };
  const options = { facts, rules, today, denied, ...(baseline === undefined ? {} : { baseline }) };
  const result = audit(parts, unread, options);
  if (values['write-baseline'] !== undefined) {
    const fingerprints = [...result.findings, ...result.known].map(
      ({ fingerprint }) => fingerprint,
    );
    replaceFile(
      values['write-baseline'],
      `${JSON.stringify({ version: 1, fingerprints: fingerprints.toSorted() }, null, 2)}\n`,
    );
  }
  const fixed = values.fix ? fixAll(result) : [];
  const states = checklistStates(parts, result, proofs, facts);
  await print(output(format, result, states, rules, values.checklist));
  for (const file of fixed) process.stderr.write(`ninefold: fixed ${file}\n`);
  if (unread.length > 0) return source.kind === 'cluster' ? 3 : 2;
  // What the audit adds are ignores that ignore nothing, such as one without a reason.
  if (result.unread.length > 0) return 2;
  return reaches(result, threshold) ? 1 : 0;
}

/** What is read: files, or a live cluster. */
type Source =
  | { readonly kind: 'files'; readonly paths: readonly string[] }
  | {
      readonly kind: 'cluster';
      readonly kubeconfig?: string;
      readonly context?: string;
      readonly namespace?: string;
    };

function sourceOf(
  paths: readonly string[],
  values: { cluster: boolean; kubeconfig?: string; context?: string; namespace?: string },
): Source {
  const { cluster, kubeconfig, context, namespace } = values;
  const of = {
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
    ...(namespace === undefined ? {} : { namespace }),
  };
  if (cluster) {
    if (paths.length === 0) return { kind: 'cluster', ...of };
    throw new BadInputError(
      'ninefold audit reads files or, with --cluster, a live cluster; not both at once',
    );
  }
  const [option] = Object.keys(of);
  if (option !== undefined) throw new BadInputError(`--${option} goes with --cluster`);
  if (paths.length > 0) return { kind: 'files', paths };
  throw new BadInputError(
    'ninefold audit needs files or folders to read, - for standard input, or --cluster',
  );
}

function nameOf(source: Source): string {
  if (source.kind === 'files') return source.paths.join(', ');
  return source.namespace === undefined ? 'the cluster' : `namespace ${source.namespace}`;
}

async function read(source: Source): Promise<ClusterRead> {
  if (source.kind === 'cluster') {
    const { kind: _kind, namespace, ...where } = source;
    // Asked for by few, and its client is large.
    const { openApiServer } = await import('../cluster/api-server.ts');
    const { readCluster } = await import('../cluster/read-cluster.ts');
    return readCluster(await openApiServer({ ...where, environment: process.env }), namespace);
  }
  const { files, charts } = filesOf(source.paths);
  const named = new Set(source.paths);
  const folders = new Set(files.filter((file) => !named.has(file)).map((file) => dirname(file)));
  const built = await readKustomizations([...folders]);
  const rest = readFiles(
    files.filter((file) => named.has(file) || !built.done.has(resolve(file))),
    charts,
  );
  return {
    parts: [...built.parts, ...rest.parts],
    unread: [...built.unread, ...rest.unread],
    facts: {},
    denied: new Set(),
    notes: built.notes,
  };
}

function output(
  format: (typeof formats)[number],
  result: AuditResult,
  states: readonly ItemState[],
  rules: readonly Rule[],
  hasChecklist: boolean,
): string {
  const first = hasChecklist ? 'checklist' : 'findings';
  switch (format) {
    case 'json':
      return auditJson(result, states);
    case 'sarif':
      return auditSarif(result, rules, version());
    case 'junit':
      return auditJunit(result, rules).trimEnd();
    case 'markdown':
      return auditMarkdown(result, states, first).trimEnd();
    case 'html':
      return auditHtml(result, states, first);
    case 'badge':
      return auditBadge(states).trimEnd();
    case 'terminal':
      return hasChecklist ? renderChecklist(states) : renderAudit(result, styleOf(process.stdout));
  }
}

function oneOf<T extends string>(option: string, given: string, known: readonly T[]): T {
  const found = known.find((one) => one === given);
  if (found !== undefined) return found;
  throw new BadInputError(`--${option} takes ${known.join(', ')}, not "${given}"`);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadInputError(`can't read ${path}: ${messageOf(error)}`, { cause: error });
  }
}

function readFacts(topology: string | undefined, contract: string | undefined): Facts {
  const promised = contract === undefined ? {} : factsOf(readContract(contract).contract);
  if (topology === undefined) return promised;
  const { facts, mistakes } = parseFacts(readText(topology), topology);
  if (mistakes.length > 0) {
    throw new BadInputError(
      mistakes
        .map(({ place, message }) => `${place.file}:${place.line}:${place.column}: ${message}`)
        .join('\n'),
    );
  }
  return { ...promised, ...facts };
}

function readProof(path: string): ProofReport {
  const proof = parseProof(path, readText(path));
  if (proof !== undefined) return proof;
  throw new BadInputError(`${path} is no report.json of this version's ninefold prove`);
}

function readBaseline(path: string, rules: readonly Rule[]): ReadonlySet<string> {
  const text = readText(path);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new BadInputError(`${path} is no baseline: ${messageOf(error)}`, { cause: error });
  }
  const list =
    typeof data === 'object' && data !== null && 'fingerprints' in data
      ? data.fingerprints
      : undefined;
  if (!Array.isArray(list) || !list.every((one): one is string => typeof one === 'string')) {
    throw new BadInputError(`${path} is no baseline; expected what --write-baseline writes`);
  }
  const known = new Set(rules.map(({ id }) => id));
  for (const one of list) {
    const [id = ''] = one.split(' ', 1);
    if (known.has(id)) continue;
    const before = text.slice(0, text.indexOf(JSON.stringify(one)) + 1).split('\n');
    const place = `${path}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    throw new BadInputError(`${place}: ${unknownRule(id, known)}`);
  }
  return new Set(list);
}

/** Applies the edits of all findings; returns the files that changed. */
function fixAll(result: AuditResult): readonly string[] {
  const edits = editsOf(result.findings);
  for (const [file, ofFile] of edits) {
    if (file === '-') throw new BadInputError('--fix changes files, and standard input is none');
    replaceFile(file, applyEdits(readText(file), ofFile));
  }
  return [...edits.keys()];
}

/** The file is whole at every moment: written beside, then put in its place. */
function replaceFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}.draft`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new EnvironmentError(`can't write ${path}: ${messageOf(error)}`, { cause: error });
  }
}
