import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { field, mapOf, textOf } from '../audit/part.ts';
import type { Part, Step } from '../audit/part.ts';
import { livePlace } from '../audit/read/live-object.ts';
import { objectParts, readFile } from '../audit/read/read-file.ts';
import { EnvironmentError } from '../ports/errors.ts';
import { pathOf } from '../supervisor/programs.ts';
import { runProgram } from '../supervisor/run-program.ts';

/** A program that builds a folder, with the arguments before the folder. */
export interface Kustomize {
  readonly file: string;
  readonly args: readonly string[];
}

/** `kustomize`, else `kubectl kustomize`, of PATH. */
export function findKustomize(): Kustomize | undefined {
  const kustomize = pathOf('kustomize');
  if (kustomize !== undefined) return { file: kustomize, args: ['build'] };
  const kubectl = pathOf('kubectl');
  return kubectl === undefined ? undefined : { file: kubectl, args: ['kustomize'] };
}

const buildTimeoutMs = 60_000;

const originKey = 'config.kubernetes.io/origin';

/**
 * Builds a folder as `kubectl apply -k` would, without plugins, and with nothing to fetch from. A value
 * that stands the same in the file that its object is from is placed there, others at `FOLDER (kustomize
 * build)` and their field.
 *
 * @throws EnvironmentError with what the program said
 */
export async function buildKustomization(
  kustomize: Kustomize,
  folder: string,
): Promise<readonly Part[]> {
  // The origin of objects is told when the outermost kustomization asks for it.
  const outer = realpathSync(mkdtempSync(join(tmpdir(), 'ninefold-kustomize-')));
  let text: string;
  try {
    const resource = relative(outer, realpathSync(folder));
    const wrapper = { resources: [resource], buildMetadata: ['originAnnotations'] };
    writeFileSync(join(outer, 'kustomization.yaml'), JSON.stringify(wrapper));
    text = await runProgram(kustomize.file, [...kustomize.args, outer], {
      signal: AbortSignal.timeout(buildTimeoutMs),
      environment: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        // Should a reference have been taken for a file: nothing is fetched.
        GIT_ALLOW_PROTOCOL: 'none',
        HTTP_PROXY: 'http://127.0.0.1:1',
        HTTPS_PROXY: 'http://127.0.0.1:1',
      },
    });
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
  const name = `${folder} (kustomize build)`;
  const { parts, unread } = readFile('built.yaml', text);
  const [flaw] = unread;
  if (flaw !== undefined) {
    throw new EnvironmentError(`${kustomize.file} wrote what is no YAML: ${flaw.message}`);
  }
  const sources = new Map<string, readonly Part[]>();
  const sourceOf = (path: string): readonly Part[] => {
    const known = sources.get(path);
    if (known !== undefined) return known;
    const shown = relative('', path);
    const read = readFile(shown, readFileSync(path, 'utf8')).parts.filter(isObject);
    sources.set(path, read);
    return read;
  };
  return parts.filter(isObject).flatMap(({ data }) => {
    const origin = originOf(data);
    const path = origin === undefined ? undefined : resolve(outer, origin);
    const object = withoutOrigin(data);
    const source = path === undefined ? undefined : sameObject(object, sourceOf(path));
    return objectParts(builtPart(object, source, name));
  });
}

function isObject({ kind }: Part): boolean {
  return kind === 'kubernetes';
}

/** The file that an object is from, relative to the outermost folder; none of one that was generated. */
function originOf(data: unknown): string | undefined {
  const text = textOf(field(data, 'metadata', 'annotations', originKey)) ?? '';
  if (/^re(?:po|f):/m.test(text)) return undefined;
  return /^path: (.+)$/m.exec(text)?.[1];
}

function withoutOrigin(data: unknown): unknown {
  const { annotations: all, ...metadata } = mapOf(field(data, 'metadata'));
  const { [originKey]: _origin, ...annotations } = mapOf(all);
  const rest = Object.keys(annotations).length === 0 ? {} : { annotations };
  return { ...mapOf(data), metadata: { ...metadata, ...rest } };
}

/** The object as its file has it: of its kind, and called so, or the only one when a prefix was added. */
function sameObject(object: unknown, parts: readonly Part[]): Part | undefined {
  const ofKind = parts.filter(({ data }) => field(data, 'kind') === field(object, 'kind'));
  const called = ofKind.find(
    ({ data }) => field(data, 'metadata', 'name') === field(object, 'metadata', 'name'),
  );
  return called ?? (ofKind.length === 1 ? ofKind[0] : undefined);
}

function builtPart(data: unknown, source: Part | undefined, name: string): Part {
  const metadata = field(data, 'metadata');
  const subject = [field(metadata, 'namespace'), field(data, 'kind'), field(metadata, 'name')]
    .flatMap((one) => textOf(one) ?? [])
    .join('/');
  const stands = (path: readonly Step[]): boolean =>
    isDeepStrictEqual(field(source?.data, ...path), field(data, ...path));
  return {
    kind: 'kubernetes',
    file: source?.file ?? name,
    text: source?.text ?? '',
    data,
    locate(path, at) {
      if (source !== undefined && stands(path)) return source.locate(path, at);
      const { inside = '', ...place } = livePlace(name, path);
      return { ...place, inside: `${subject} ${inside}`.trim() };
    },
  };
}
