import { expect, test } from 'vitest';
import { execLine, unitWord } from './units.js';
test('what a unit file would expand or split means itself', () => {
    expect(execLine(['node', 'server.js', '--port=80'])).toBe('node server.js --port=80');
    expect(execLine(['sh', '-c', 'echo "$HOME" 100%'])).toBe(String.raw `sh -c "echo \"$$HOME\" 100%%"`);
});
test('a line break can not begin a line of its own', () => {
    expect(unitWord('a\nExecStartPre=/bin/evil')).toBe(String.raw `"a\nExecStartPre=/bin/evil"`);
});
//# sourceMappingURL=units.test.js.map