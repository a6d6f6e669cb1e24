import { expect, it } from 'vitest';

import { parseContract } from '../contract/parse-contract.ts';
import { type AttachFlags, attachedContract, checkAttachFlags } from './attach.ts';

const NONE: AttachFlags = { attach: false, 'dry-run': false, yes: false };

it('asks nobody where nobody can answer', () => {
  const attach = { ...NONE, attach: true };
  expect(() => checkAttachFlags(attach, false)).toThrow('nothing was touched');
  expect(() => checkAttachFlags(attach, true)).not.toThrow();
  expect(() => checkAttachFlags({ ...attach, yes: true }, false)).not.toThrow();
  expect(() => checkAttachFlags({ ...attach, 'dry-run': true }, false)).not.toThrow();
});

it('takes no flag of an attached proof for a booted one', () => {
  expect(() => checkAttachFlags({ ...NONE, yes: true }, true)).toThrow(
    '--yes is for prove --attach',
  );
  expect(() => checkAttachFlags({ ...NONE, 'dry-run': true }, true)).toThrow('--dry-run is for');
  expect(() => checkAttachFlags(NONE, false)).not.toThrow();
});

it('uses the faults of attach:, or some of them, and no other', () => {
  const parsed = parseContract(
    `service: checkout
promise: { availability: 99% }
stores: { orders: patroni }
proof: { faults: [freeze store primary] }
attach:
  stores: { orders: { a: 'http://a', b: 'http://b', c: 'http://c' } }
  clients: { sql: postgres://d/orders, user: me }
  faults:
    kill store primary: { inject: [a], heal: [b] }
    kill store standby: { inject: [a], heal: [b] }
`,
    'ninefold.yaml',
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { contract } = parsed;
  const sentences = (wanted?: readonly string[]): string[] =>
    attachedContract(contract, wanted).proof.faults.map(({ sentence }) => sentence);
  expect(sentences()).toEqual(['kill store primary', 'kill store standby']);
  expect(sentences(['kill store standby'])).toEqual(['kill store standby']);
  expect(() => sentences(['kill store primry'])).toThrow('did you mean "kill store primary"?');
  const { attach: _, ...without } = contract;
  expect(() => attachedContract(without, undefined)).toThrow('no attach: section');
});
