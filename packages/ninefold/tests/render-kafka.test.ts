// The settings for clients of Kafka, before librdkafka and Node themselves.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { parseContract } from '../src/contract/parse-contract.ts';
import { renderKafkaTarget } from '../src/render/kafka/target.ts';
import { newScene } from './scene.ts';

const example = new URL('../../../examples/kubernetes/ninefold.yaml', import.meta.url);

function rendered(name: string): string {
  const result = parseContract(readFileSync(example, 'utf8'), 'ninefold.yaml');
  const files = result.ok ? renderKafkaTarget(result.contract) : undefined;
  const file = files?.ok === true ? files.files.find(({ path }) => path.endsWith(name)) : undefined;
  if (file === undefined) throw new Error(`${name} is not rendered: ${JSON.stringify(files)}`);
  return file.text;
}

describe.skipIf(!existsSync('/usr/bin/kcat'))('librdkafka', () => {
  /** What it says of its settings, before it connects to anybody. */
  function read(text: string): { readonly status: number | null; readonly said: string } {
    const path = newScene().write('librdkafka.conf', text);
    const args = ['-F', path, '-X', 'dump', '-L'];
    const { status, stdout, stderr } = spawnSync('kcat', args, {
      encoding: 'utf8',
      timeout: 60_000,
    });
    return { status, said: stdout + stderr };
  }

  it.each(['producer', 'consumer'])('takes the settings of a %s', (what) => {
    const { status, said } = read(rendered(`librdkafka-${what}.conf`));
    expect(said).not.toContain('ERROR');
    expect(said).toContain('client.id = checkout');
    expect(status).toBe(0);
  });

  it('refuses what it does not know', () => {
    const { status, said } = read(
      rendered('librdkafka-producer.conf').replace('\nacks=', '\nackz='),
    );
    expect(said).toContain('No such configuration property: "ackz"');
    expect(status).not.toBe(0);
  });
});

describe('Node', () => {
  it.each(['kafkajs.mjs', 'platformatic-kafka.mjs'])(
    'reads the module %s once the certificates are there',
    (name) => {
      const scene = newScene();
      scene.write('ca.pem', 'authority');
      scene.write('host.pem', 'certificate');
      scene.write('host.key', 'key');
      const path = scene.write(name, rendered(name).replaceAll('/etc/ninefold/tls', scene.folder));
      const script = `const m = await import(${JSON.stringify(path)});
process.stdout.write(JSON.stringify({ producer: m.producer, consumer: m.consumer, send: m.send }));`;
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--input-type=module', '--eval', script],
        { encoding: 'utf8', timeout: 60_000 },
      );
      expect(stderr).toBe('');
      expect(status).toBe(0);
      const module = JSON.parse(stdout) as { producer: object; consumer: object; send?: object };
      expect({ ...module.send, ...module.producer }).toMatchObject({ acks: -1, idempotent: true });
      expect(module.consumer).toMatchObject({ groupId: 'checkout' });
    },
  );
});
