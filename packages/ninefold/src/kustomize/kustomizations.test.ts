import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findKustomizations } from './kustomizations.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ninefold-test-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const folders = (...names: readonly string[]): string[] => names.map((name) => join(root, name));

it('builds what nobody refers to: overlays, and neither their base nor a component', () => {
  write('base/kustomization.yaml', 'resources: [web.yaml]\n');
  write('base/web.yaml', '');
  write('component/kustomization.yml', 'kind: Component\npatches: [{ path: more.yaml }]\n');
  write('eu/Kustomization', 'resources: [../base]\ncomponents: [../component]\n');
  write(
    'us/kustomization.yaml',
    'bases: [../base]\npatchesStrategicMerge: [less.yaml]\nconfigMapGenerator: [{ files: [a.yml, b=c.yml] }]\n',
  );
  const { all, roots } = findKustomizations(folders('base', 'component', 'eu', 'us', 'docs'));
  expect(roots).toEqual(folders('eu', 'us'));
  expect(all.get(join(root, 'base'))?.resources).toEqual(folders('base/web.yaml'));
  expect(all.get(join(root, 'component'))?.patches).toEqual(folders('component/more.yaml'));
  expect(all.get(join(root, 'us'))?.ingredients).toEqual(folders('us/a.yml', 'us/c.yml'));
  expect(all.get(join(root, 'us'))?.patches).toEqual(folders('us/less.yaml'));
});

it('follows a base that was not given, and builds it not', () => {
  write('base/kustomization.yaml', 'resources: []\n');
  write('eu/kustomization.yaml', 'resources: [../base]\n');
  const { all, roots } = findKustomizations(folders('eu'));
  expect(roots).toEqual(folders('eu'));
  expect([...all.keys()].toSorted()).toEqual(folders('base', 'eu'));
});

it('ends where kustomizations refer to each other', () => {
  write('a/kustomization.yaml', 'resources: [../b]\n');
  write('b/kustomization.yaml', 'resources: [../a]\n');
  expect(findKustomizations(folders('a', 'b')).roots).toEqual([]);
});

it('knows what would be fetched', () => {
  const remotes = [
    'https://example.org/a.yaml',
    'github.com/owner/name//base?ref=v1',
    'git@example.org:owner/name.git',
    'ssh://git@example.org/owner/name',
    'git::https://example.org/name',
  ];
  write('kustomization.yaml', JSON.stringify({ resources: ['a.yaml', '../base', ...remotes] }));
  expect(findKustomizations([root]).all.get(root)?.remotes).toEqual(remotes);
});

it('takes a kustomization that is no YAML for one that refers to nothing', () => {
  write('kustomization.yaml', '{ resources: [');
  expect(findKustomizations([root]).roots).toEqual([root]);
});
