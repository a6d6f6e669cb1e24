import { stringify } from 'yaml';
import type { z } from 'zod';
import { at } from '../contract/located-mistake.ts';
import { problemsAt, yamlProblems } from '../contract/parse-contract.ts';
import type { Problem } from '../contract/problem.ts';
import { schemaMistakes } from '../contract/schema-mistakes.ts';
import { readYaml } from '../contract/yaml-source.ts';
import { NAME, indicatorsOf } from './openslo-indicators.ts';
import type { OpenSloPart, OpenSloReferences } from './openslo-part.ts';
import { openSli, openSlo, openSloDataSource, openSloHead } from './openslo-schema.ts';
import type { OpenSli, OpenSlo, OpenSloDataSource } from './openslo-schema.ts';
import { windowOf, windowWords } from './openslo-window.ts';
import type { SloWindow } from './window.ts';

/** What the SLOs of an OpenSLO v1 text are in a contract, or all that is wrong with them. */
export type OpenSloImport =
  | {
      readonly ok: true;
      /** The section `slo:` as YAML, to be put into the contract. */
      readonly text: string;
      /** What else to do or know, a sentence each. */
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads OpenSLO v1: any number of documents in one text. SLOs become indicators, SLIs they refer to are
 * looked up in the same text; other kinds are passed over, with a note. Never throws.
 *
 * @param file how problems name the file
 */
export function importOpenSlo(text: string, file: string): OpenSloImport {
  const notes: string[] = [];
  const documents = readDocuments(text, notes);
  const indicators = new Map<string, object>();
  const windows = new Map<string, SloWindow>();
  for (const { slo, part } of documents.slos) {
    const window = windowOf(slo, part.mistakes);
    if (window !== undefined) windows.set(windowWords(window), window);
    const [first] = windows.keys();
    if (window !== undefined && windowWords(window) !== first) {
      const message = `a contract has one window, and the first SLO's is ${first}`;
      part.mistakes.push(at(['spec', 'timeWindow', 0, 'duration'], message, 'the same for all'));
    }
    if (slo.spec.alertPolicies !== undefined && slo.spec.alertPolicies.length > 0) {
      notes.push(`alert policies of ${slo.metadata.name} are passed over: a contract has its own`);
    }
    const own = slo.metadata.annotations?.[NAME];
    if (own !== undefined && /^(?:availability|latency)(?:-|$)/.test(own)) {
      notes.push(`${slo.metadata.name} is promise.${own} itself, and is passed over`);
      continue;
    }
    for (const { name, written } of indicatorsOf(slo, part, documents, notes)) {
      if (indicators.has(name)) {
        const message = `there are two SLOs "${name}"`;
        part.mistakes.push(at(['metadata', 'name'], message, 'a name of its own'));
      }
      indicators.set(name, written);
    }
  }
  const problems = documents.parts
    .filter(({ isUnreadable, mistakes }) => isUnreadable || mistakes.length > 0)
    .flatMap((part) => problemsOf(part, file));
  if (documents.slos.length === 0 && problems.length === 0) problems.push(noSlo(file));
  if (problems.length > 0) return { ok: false, problems };
  const [window] = windows.values();
  if (window?.kind === 'rolling') {
    notes.push(`the window is the promise's: availability: { window: ${windowWords(window)} }`);
  }
  const calendar = window?.kind === 'calendar' ? { calendar: window.period } : {};
  const section = { slo: { ...calendar, indicators: Object.fromEntries(indicators) } };
  return { ok: true, text: stringify(section, { lineWidth: 0 }), notes };
}

interface Documents extends OpenSloReferences {
  readonly parts: readonly OpenSloPart[];
  readonly slos: readonly { readonly slo: OpenSlo; readonly part: OpenSloPart }[];
}

function readDocuments(text: string, notes: string[]): Documents {
  const parts = partsOf(text);
  const slos: { readonly slo: OpenSlo; readonly part: OpenSloPart }[] = [];
  const slis = new Map<string, { readonly sli: OpenSli; readonly part: OpenSloPart }>();
  const dataSources = new Map<string, OpenSloDataSource>();
  for (const part of parts) {
    const { data, mistakes } = readYaml(part.text);
    part.isUnreadable = mistakes.length > 0;
    if (part.isUnreadable || data === null) continue;
    const head = read(openSloHead, data, part);
    if (head === undefined) continue;
    const { kind, metadata } = head;
    if (kind === 'SLO') {
      const slo = read(openSlo, data, part);
      if (slo !== undefined) slos.push({ slo, part });
    } else if (kind === 'SLI') {
      const sli = read(openSli, data, part);
      if (sli !== undefined) slis.set(metadata.name, { sli: sli.spec, part });
    } else if (kind !== 'Service') {
      const source = kind === 'DataSource' ? read(openSloDataSource, data, part) : undefined;
      if (source !== undefined) dataSources.set(metadata.name, source);
      notes.push(`${kind} ${metadata.name} is passed over: a contract has its own`);
    }
  }
  return { parts, slos, slis, dataSources };
}

function noSlo(file: string): Problem {
  const message = 'there is no SLO in this file';
  const expected = 'a document of OpenSLO v1 with kind: SLO';
  return { file, line: 1, column: 1, path: '', found: '', message, expected };
}

/** Each document, and how many lines are before it. */
function partsOf(text: string): readonly OpenSloPart[] {
  const parts: OpenSloPart[] = [];
  let [lines, linesBefore]: [string[], number] = [[], 0];
  const end = (next: number): void => {
    const part = lines.join('\n');
    if (part.trim() !== '') {
      parts.push({ text: part, linesBefore, isUnreadable: false, mistakes: [] });
    }
    [lines, linesBefore] = [[], next];
  };
  for (const [index, line] of text.split('\n').entries()) {
    if (/^---(?:\s|$)/.test(line)) end(index + 1);
    else lines.push(line);
  }
  end(0);
  return parts;
}

function problemsOf(part: OpenSloPart, file: string): readonly Problem[] {
  const { text, linesBefore, mistakes } = part;
  const found = [...yamlProblems(text, file), ...problemsAt(mistakes, text, file)];
  return found.map((one) => ({ ...one, line: one.line + linesBefore }));
}

function read<T>(schema: z.ZodType<T>, data: unknown, part: OpenSloPart): T | undefined {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  part.mistakes.push(...schemaMistakes(schema, data, parsed.error.issues));
  return undefined;
}
