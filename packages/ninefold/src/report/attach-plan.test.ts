import { expect, it } from 'vitest';

import { type AttachPlan, renderAttachPlan } from './attach-plan.ts';

const PLAN: AttachPlan = {
  service: 'checkout',
  members: [
    { name: 'db-1', role: 'orders leader', url: 'https://10.0.0.11:8008' },
    { name: 'db-10', role: 'orders replica', url: 'https://10.0.0.20:8008' },
  ],
  clients: {
    addresses: ['postgres://10.0.0.30:5432/orders'],
    user: 'ninefold',
    ratePerSecond: 200,
    traces: 'into a table of their own, ninefold_proof_RUN, which is removed at the end',
    leftTables: ['ninefold_proof_0a1b2c3d'],
  },
  trials: 3,
  faults: [
    {
      fault: 'freeze store primary for 20s',
      member: 'db-1',
      inject: { command: 'ssh root@10.0.0.11 freeze', withinMs: 15_000 },
      heal: { command: 'ssh root@10.0.0.11 thaw', withinMs: 60_000 },
      healed: 'healed after 20s',
    },
    {
      fault: 'switchover store',
      inject: { command: 'patronictl switchover --force', withinMs: 15_000 },
      healed: 'over by itself',
    },
  ],
  floor: 0.5,
  floorOverMs: 30_000,
};

it('says what would be done to whom, and what is left', () => {
  expect(renderAttachPlan(PLAN)).toBe(`Attached to checkout, which Ninefold did not start
  db-1   orders leader, https://10.0.0.11:8008
  db-10  orders replica, https://10.0.0.20:8008

It is whole now.

Clients: 200 writes a second while a trial lasts, at postgres://10.0.0.30:5432/orders as ninefold
  into a table of their own, ninefold_proof_RUN, which is removed at the end
  left by a proof that was killed: DROP TABLE ninefold_proof_0a1b2c3d;

Faults, one after the other, each 3 times; whom they meet is asked anew each time:
  freeze store primary for 20s: now db-1
    inject  ssh root@10.0.0.11 freeze   (within 15s)
    heal    ssh root@10.0.0.11 thaw   (within 1m)
            healed after 20s
  switchover store: there is nobody for it now
    inject  patronictl switchover --force   (within 15s)
    heal    none
            over by itself

A fault is healed at once when less than 50% of the last 30s was served; nothing more is broken then.
Nothing is injected unless the cluster is whole and the last fault is healed.
What is broken is healed on an error, on Ctrl-C, and when ninefold is killed.`);
});

it('says first of all that a cluster is not whole', () => {
  const text = renderAttachPlan({ ...PLAN, missing: 'db-2 to follow db-1' });
  expect(text).toContain('It is NOT whole: it waits for db-2 to follow db-1.');
  expect(text).not.toContain('It is whole now');
});
