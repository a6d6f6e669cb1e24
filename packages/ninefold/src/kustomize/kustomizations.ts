import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { field, listOf, textOf } from '../audit/part.ts';
import { Lines } from '../audit/read/lines.ts';
import { readTree } from '../audit/read/yaml-tree.ts';

/** What one `kustomization.yaml` refers to; paths are absolute. */
export interface Kustomization {
  readonly file: string;
  readonly isComponent: boolean;
  /** Folders with a kustomization of their own. */
  readonly folders: readonly string[];
  readonly resources: readonly string[];
  /** Half objects, which are none by themselves. */
  readonly patches: readonly string[];
  /** What generators make objects of. */
  readonly ingredients: readonly string[];
  /** What would have to be fetched. */
  readonly remotes: readonly string[];
}

/** The kustomizations that belong together, and which of them nobody else refers to. */
export interface Kustomizations {
  /** By their folder. */
  readonly all: ReadonlyMap<string, Kustomization>;
  /** Folders to build, in order. */
  readonly roots: readonly string[];
}

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** The kustomizations in folders, and those that they refer to wherever they are. */
export function findKustomizations(folders: readonly string[]): Kustomizations {
  const all = new Map<string, Kustomization>();
  const waiting = folders.map((folder) => resolve(folder));
  const given = new Set(waiting);
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (all.has(folder)) continue;
    const found = readKustomization(folder);
    if (found === undefined) continue;
    all.set(folder, found);
    waiting.push(...found.folders);
  }
  const used = new Set([...all.values()].flatMap((one) => one.folders));
  const roots = [...all].flatMap(([folder, { isComponent }]) =>
    given.has(folder) && !used.has(folder) && !isComponent ? [folder] : [],
  );
  return { all, roots: roots.toSorted() };
}

function readKustomization(folder: string): Kustomization | undefined {
  const name = namesIn(folder).find((one) => names.includes(one));
  if (name === undefined) return undefined;
  const file = join(folder, name);
  const text = readFileSync(file, 'utf8');
  const tree = readTree(text, 0, file, new Lines(file, text));
  const data = tree === undefined || 'flaw' in tree ? undefined : tree.data;
  const texts = (...keys: readonly string[]): string[] =>
    keys.flatMap((key) => listOf(field(data, key))).flatMap((one) => textOf(one) ?? []);
  const referred = texts('resources', 'bases', 'components', 'crds', 'generators', 'transformers');
  const local = referred.filter((one) => !isRemote(one)).map((one) => resolve(folder, one));
  const isFolder = (path: string): boolean =>
    statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const patchFiles = [
    ...texts('patchesStrategicMerge').filter((one) => !one.includes('\n')),
    ...['patches', 'patchesJson6902', 'replacements'].flatMap((key) =>
      listOf(field(data, key)).flatMap((one) => textOf(field(one, 'path')) ?? []),
    ),
  ];
  return {
    file,
    isComponent: field(data, 'kind') === 'Component',
    folders: local.filter(isFolder),
    resources: local.filter((one) => !isFolder(one)),
    ingredients: ['configMapGenerator', 'secretGenerator']
      .flatMap((key) => listOf(field(data, key)))
      .flatMap((one) => listOf(field(one, 'files')))
      .map((one) => resolve(folder, (textOf(one) ?? '').replace(/^[^=]*=/, ''))),
    patches: patchFiles.map((one) => resolve(dirname(file), one)),
    remotes: referred.filter(isRemote),
  };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What Kustomize takes for a URL or a repository, and would fetch. */
function isRemote(reference: string): boolean {
  return /^[a-z+]+:\/\/|^git@|^git::|^[\w-]+\.[\w.-]+[:/]|\?ref=/i.test(reference);
}
