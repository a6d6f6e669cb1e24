import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';

import { systemClock as clock } from '../src/clock/system-clock.ts';
import { canIsolateHosts } from '../src/supervisor/hosts/capabilities.ts';
import { type Host, type Hosts, openNamespaces } from '../src/supervisor/hosts/hosts.ts';
import type { Cut } from '../src/supervisor/hosts/firewall.ts';
import { type Supervisor, openSupervisor } from '../src/supervisor/supervisor.ts';
import { eventually } from './eventually.ts';
import { answersWithin } from './answers-within.ts';

/** A server in Node's own words, so that the host needs nothing else. */
const ECHO = 'require("node:net").createServer((s) => s.end("here")).listen(7000, process.argv[1])';

let supervisor: Supervisor;
let hosts: Hosts | undefined;

afterEach(async () => {
  await hosts?.close();
  await supervisor.close();
});

async function serve(host: Host): Promise<void> {
  await host.start({
    member: host.name,
    file: process.execPath,
    args: ['-e', ECHO, host.address],
    cwd: '/',
    environment: {},
  });
  await eventually(`${host.name} to serve`, 5_000, () => answersWithin(host.address, 7000, 500));
}

describe.skipIf(!canIsolateHosts())('hosts as network namespaces (needs root, ip and nft)', () => {
  const interfaces = (): string[] => readdirSync('/sys/class/net').toSorted();

  it('gives each an address that this machine reaches, until it is cut off', async () => {
    supervisor = await openSupervisor(clock);
    hosts = await openNamespaces(supervisor, clock);
    const host = await hosts.add('a');
    await serve(host);
    const everyone: Cut = { peers: 'everyone', fault: { kind: 'partition' } };
    const clients: Cut = { peers: [hosts.clientAddress], fault: { kind: 'partition' } };
    for (const cut of [everyone, clients]) {
      await host.cut([cut]);
      expect(await answersWithin(host.address, 7000, 300)).toBe(false);
      await host.cut([]);
      await eventually('it to be healed', 5_000, () => answersWithin(host.address, 7000, 500));
    }
    await host.cut([{ peers: ['198.18.0.250'], fault: { kind: 'partition' } }]);
    expect(await answersWithin(host.address, 7000, 500)).toBe(true);
    expect(host.holds(host.address)).toBe(true);
    expect(host.holds(hosts.virtualAddress)).toBe(false);
  });

  it('leaves no interface on this machine when the run has ended', async () => {
    const before = interfaces();
    supervisor = await openSupervisor(clock);
    hosts = await openNamespaces(supervisor, clock);
    await hosts.add('a');
    expect(interfaces().length).toBe(before.length + 1);
    await supervisor.close();
    await eventually(
      'the interface to be gone',
      5_000,
      () => interfaces().length === before.length,
    );
  });
});
