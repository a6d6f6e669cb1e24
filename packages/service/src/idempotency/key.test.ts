import fc from 'fast-check';
import { expect, it } from 'vitest';

import { MAX_KEY_LENGTH, parseKey } from './key.ts';

it('reads a string of RFC 8941', () => {
  expect(parseKey('"8e03978e-40d5"', false)).toEqual({ kind: 'key', key: '8e03978e-40d5' });
  expect(parseKey(String.raw` "a \"b\" \\ c" `, false)).toEqual({ kind: 'key', key: 'a "b" \\ c' });
});

it('gives back every string that was written as the RFC has it', () => {
  const text = fc.string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((c) => String.fromCharCode(c)),
    minLength: 1,
    maxLength: MAX_KEY_LENGTH,
  });
  fc.assert(
    fc.property(text, (key) => {
      const field = `"${key.replaceAll(/["\\]/g, '\\$&')}"`;
      expect(parseKey(field, false)).toEqual({ kind: 'key', key });
    }),
  );
});

it('ignores parameters, of which none is defined', () => {
  expect(parseKey('"a";v=1; w="x;y";z', false)).toEqual({ kind: 'key', key: 'a' });
});

it.each([
  ['bare', 'abc'],
  ['two fields', '"a", "b"'],
  ['an open quote', '"a'],
  ['a character beyond ASCII', '"ä"'],
  ['a control character', '"a\tb"'],
  ['an escape of nothing', String.raw`"a\b"`],
  ['nothing', ''],
  ['an empty string', '""'],
  ['more than it may have', `"${'a'.repeat(MAX_KEY_LENGTH + 1)}"`],
])('refuses a key that is %s', (_what, field) => {
  expect(parseKey(field, false)).toMatchObject({ kind: 'invalid' });
});

it('takes a bare key as the same quoted, where it is allowed', () => {
  expect(parseKey('abc-1', true)).toEqual(parseKey('"abc-1"', true));
  expect(parseKey('a b', true)).toMatchObject({ kind: 'invalid' });
});

it('takes no time for a field made to take long', () => {
  for (const field of [
    `"${'\\'.repeat(16_000)}`,
    `"a"${';a=b'.repeat(4_000)}"`,
    `"a"${'; '.repeat(8_000)}`,
  ]) {
    expect(parseKey(field, true)).toMatchObject({ kind: 'invalid' });
  }
});

it('tells a missing field from an invalid one', () => {
  expect(parseKey(undefined, false)).toEqual({ kind: 'missing' });
});
