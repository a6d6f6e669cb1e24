import { expect, it } from 'vitest';
import type { Part } from '../../audit/part.ts';
import { objectParts, readFile } from './read-file.ts';
import { liveObject } from './live-object.ts';

const text = `# the settings
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  notes.txt: "nothing {{ that is YAML"
  deployment.yaml: |
    apiVersion: apps/v1
    kind: Deployment
  patroni.yml: |

    scope: orders
    bootstrap:
      dcs:
        ttl: 20
  server.properties: "node.id=1\\nmin.insync.replicas=1\\n"
`;

function parts(): readonly Part[] {
  return readFile('a.yaml', text).parts;
}

it('reads the configuration that a ConfigMap holds, and no objects or notes in it', () => {
  expect(parts().map(({ kind }) => kind)).toEqual(['kubernetes', 'patroni', 'kafka-broker']);
});

it('places what stands in a block at its line and column in the file', () => {
  const patroni = parts().find(({ kind }) => kind === 'patroni');
  const place = patroni?.locate(['bootstrap', 'dcs', 'ttl']);
  expect(place).toMatchObject({ file: 'a.yaml', line: 15, column: 14 });
  expect(text.slice(place?.offset, (place?.offset ?? 0) + 2)).toBe('20');
});

it('places what stands in a quoted value at its key, and changes nothing in it', () => {
  const broker = parts().find(({ kind }) => kind === 'kafka-broker');
  expect(broker?.locate(['min.insync.replicas'])).toMatchObject({ line: 16, column: 3 });
  expect(broker?.edit).toBeUndefined();
});

it('places what a live one holds by the key, and the line in its value', () => {
  const [, patroni] = objectParts(
    liveObject({
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'shop' },
      data: { 'patroni.yml': 'scope: a\nbootstrap: { dcs: { ttl: 20 } }\n' },
    }),
  );
  expect(patroni?.locate(['bootstrap', 'dcs', 'ttl'])).toMatchObject({
    file: 'shop/ConfigMap/settings',
    inside: 'data["patroni.yml"]',
    line: 2,
    column: 26,
  });
});
