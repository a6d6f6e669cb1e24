import { expect, it, test } from 'vitest';

import { type BeforeInjection, injectionRefusal } from './may-inject.ts';

const fine: BeforeInjection = {
  fault: 'kill store primary',
  unhealed: undefined,
  halted: undefined,
  missing: undefined,
  target: { member: 'db-1', role: 'primary', toldName: 'db-1', acceptsWrites: true },
};

it('lets one fault into a cluster that is whole', () => {
  expect(injectionRefusal(fine)).toBeUndefined();
  expect(injectionRefusal({ ...fine, target: { member: 'app-1' } })).toBeUndefined();
});

test.each<[string, Partial<BeforeInjection>, string]>([
  [
    'a second fault before the first is healed',
    { unhealed: 'freeze store primary' },
    '"freeze store primary" is not healed',
  ],
  ['a cluster that is not whole', { missing: 'db-2 to follow db-1' }, 'db-2 to follow db-1'],
  ['anything after availability fell below the floor', { halted: 'below' }, 'below'],
  [
    'a member that is another',
    { target: { member: 'db-1', role: 'primary', toldName: 'db-2', acceptsWrites: true } },
    'the address of db-1 is that of db-2',
  ],
  [
    'a primary that is none any more',
    { target: { member: 'db-1', role: 'primary', acceptsWrites: false } },
    'db-1 is to be the primary, and says that it accepts no writes',
  ],
  [
    'a standby that has become primary',
    { target: { member: 'db-2', role: 'standby', acceptsWrites: true } },
    'db-2 is to be the standby, and says that it accepts writes',
  ],
])('refuses %s', (_, change, why) => {
  expect(injectionRefusal({ ...fine, ...change })).toContain(why);
});
