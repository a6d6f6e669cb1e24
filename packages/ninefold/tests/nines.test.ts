import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

function nines(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [main, 'nines', ...args], { encoding: 'utf8' });
}

test('an availability, or MTBF and MTTR, as a table and as JSON', () => {
  expect(nines('99.95%').stdout).toMatch(/30 days\s+21\.6\s+21 min 36 s/);
  const { status, stdout } = nines('--mtbf', '720h', '--mttr', '30m', '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ availability: 720 / 720.5 });
});

test.each([
  [['100%'], 'nothing is available 100% of the time'],
  [['0'], 'never available'],
  [[], 'takes an availability, such as 99.95%'],
  [['--mtbf', '720', '--mttr', '30m'], '--mtbf: "720" has no unit'],
  [['--mtbf', '0', '--mttr', '0'], '--mtbf is 0'],
  [['99.95%', '--mtbf', '1h'], 'not both'],
  [['ninety'], '"ninety" is not a ratio'],
])('%j is bad input, told in one line', (args, message) => {
  const { status, stdout, stderr } = nines(...args);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
