import { relative } from 'node:path';
import { field, textOf } from '../audit/part.ts';
import type { Part, Unread } from '../audit/part.ts';
import { EnvironmentError, messageOf } from '../ports/errors.ts';
import { buildKustomization, findKustomize } from './build.ts';
import { findKustomizations } from './kustomizations.ts';

/** What the kustomizations of folders come to. */
export interface KustomizationsRead {
  readonly parts: readonly Part[];
  readonly unread: readonly Unread[];
  /** Absolute paths of files that are in `parts` already, or are no objects by themselves. */
  readonly done: ReadonlySet<string>;
  readonly notes: readonly string[];
}

/**
 * Builds each kustomization that no other one refers to. Where there is no program for it, or something
 * would have to be fetched, the files are left to be read as they are, all but patches.
 */
export async function readKustomizations(folders: readonly string[]): Promise<KustomizationsRead> {
  const { all, roots } = findKustomizations(folders);
  const patches = [...all.values()].flatMap((one) => one.patches);
  const parts: Part[] = [];
  const unread: Unread[] = [];
  const notes: string[] = [];
  const done = new Set(patches);
  const kustomize = roots.length === 0 ? undefined : findKustomize();
  if (roots.length > 0 && kustomize === undefined) {
    notes.push(
      `neither kustomize nor kubectl is on PATH: files of ${shown(roots)} are read as they are, without patches`,
    );
  }
  const builtIn = new Map<string, string>();
  for (const root of kustomize === undefined ? [] : roots) {
    const members = closureOf(root, (folder) => all.get(folder)?.folders ?? []);
    const remotes = members.flatMap((folder) => all.get(folder)?.remotes ?? []);
    if (remotes.length > 0) {
      notes.push(
        `${shown([root])} refers to ${remotes.join(', ')}, and nothing is fetched: its files are read as they are; give "kustomize build" to ninefold audit - for the whole`,
      );
      continue;
    }
    for (const folder of members) {
      const { file = '', resources = [], ingredients = [] } = all.get(folder) ?? {};
      for (const one of [file, ...resources, ...ingredients]) done.add(one);
    }
    try {
      if (kustomize === undefined) continue;
      const built = await buildKustomization(kustomize, shown([root]));
      const repeated = new Set<string>();
      for (const part of built) {
        const name = nameOf(part);
        const before = builtIn.get(name);
        if (before === undefined || before === root) {
          builtIn.set(name, root);
          parts.push(part);
        } else repeated.add(before);
      }
      for (const before of repeated) {
        notes.push(
          `${shown([root])} has objects of ${shown([before])} too, which are read once: audit each by itself`,
        );
      }
    } catch (error) {
      if (!(error instanceof EnvironmentError)) throw error;
      const file = all.get(root)?.file ?? root;
      const place = { file: shown([file]), line: 1, column: 1, offset: 0, length: 0 };
      const [reason = ''] = messageOf(error).split('\n');
      unread.push({ place, message: `can't be built: ${reason}` });
    }
  }
  return { parts, unread, done, notes };
}

function closureOf(root: string, next: (folder: string) => readonly string[]): readonly string[] {
  const seen = new Set([root]);
  for (const folder of seen) for (const one of next(folder)) seen.add(one);
  return [...seen];
}

/** As people name them: from the folder they are in. */
function shown(paths: readonly string[]): string {
  return paths.map((path) => relative('', path) || '.').join(', ');
}

function nameOf({ kind, data }: Part): string {
  const metadata = field(data, 'metadata');
  const of = [field(data, 'kind'), field(metadata, 'namespace'), field(metadata, 'name')];
  return [kind, ...of.map((one) => textOf(one) ?? '')].join('/');
}
