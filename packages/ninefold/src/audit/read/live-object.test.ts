import { expect, it } from 'vitest';
import { liveObject } from './live-object.ts';

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', namespace: 'shop', managedFields: [{ manager: 'kubectl' }] },
};

it('is placed by its name and the field, as Kubernetes writes it', () => {
  const part = liveObject(pod);
  expect(part.locate(['spec', 'containers', 0, 'image'])).toEqual({
    file: 'shop/Pod/a',
    line: 0,
    column: 0,
    offset: 0,
    length: 0,
    inside: 'spec.containers[0].image',
  });
  expect(part.locate(['metadata', 'labels', 'a.b/c']).inside).toBe('metadata.labels["a.b/c"]');
  expect(liveObject({ kind: 'Node', metadata: { name: 'n1' } }).file).toBe('Node/n1');
});

it('leaves out who manages which field, and has mappings without a prototype', () => {
  const { data } = liveObject(JSON.parse(`{"metadata":{"__proto__":{"a":1},"managedFields":[]}}`));
  expect(JSON.stringify(data)).toBe('{"metadata":{"__proto__":{"a":1}}}');
  expect(Object.getPrototypeOf(data)).toBeNull();
});

it('is owned when a controller keeps it, and not when it only belongs to something', () => {
  const owned = (controller: boolean): boolean | undefined =>
    liveObject({ ...pod, metadata: { name: 'a', ownerReferences: [{ kind: 'X', controller }] } })
      .isOwned;
  expect(owned(true)).toBe(true);
  expect(owned(false)).toBeUndefined();
});
