import fc from 'fast-check';
import { expect, test } from 'vitest';

import { commandLine, fillPlaceholders, placeholderMistakes } from './placeholders.ts';

const values = { member: 'db-1', host: '10.0.0.11', others: '10.0.0.12,10.0.0.13' };

test('each argument is filled, and stays one argument', () => {
  expect(
    fillPlaceholders(['ssh', 'root@{{host}}', 'stop {{member}}', '-s={{others}}'], values),
  ).toEqual(['ssh', 'root@10.0.0.11', 'stop db-1', '-s=10.0.0.12,10.0.0.13']);
  fc.assert(
    fc.property(fc.array(fc.string()), (run) => {
      expect(fillPlaceholders(run, values)).toHaveLength(run.length);
    }),
  );
});

test('what stands for a placeholder is not looked at again', () => {
  expect(fillPlaceholders(['{{member}}'], { ...values, member: '{{host}}' })).toEqual(['{{host}}']);
});

test('a name that is not known is told with its place and the nearest', () => {
  expect(placeholderMistakes('root@{{hosts}} {{member}}')).toMatchObject([
    { span: { offset: 5, length: 9 }, nearest: '{{host}}' },
  ]);
  expect(placeholderMistakes('{{member}} {} {host}')).toEqual([]);
});

test('a command is shown so that a shell reads it back', () => {
  expect(commandLine(['ssh', 'root@h', "it's; rm -rf /", ''])).toBe(
    `ssh root@h 'it'\\''s; rm -rf /' ''`,
  );
});
