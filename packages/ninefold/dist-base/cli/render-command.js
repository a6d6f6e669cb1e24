import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { nearestName } from '../contract/nearest-name.js';
import { problemsAt } from '../contract/parse-contract.js';
import { BadInputError, EnvironmentError, messageOf } from '../ports/errors.js';
import { targets } from '../render/targets.js';
import { readArguments } from './command-line.js';
import { print } from './output.js';
import { badContract, readContract } from './read-contract.js';
/** `ninefold render [contract]`: files for real engines, printed or written below a folder. */
export async function renderCommand(args) {
    const { values, positionals } = readArguments('render', args, {
        target: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean', default: false },
    }, 1);
    const render = targetNamed(values.target);
    const { contract, text, path } = readContract(positionals[0]);
    const rendered = render(contract);
    if (!rendered.ok)
        throw badContract(problemsAt(rendered.mistakes, text, path), text, path);
    const { files, notes } = rendered;
    if (values.out !== undefined)
        writeAll(values.out, files);
    if (values.json) {
        await print(JSON.stringify({ target: values.target, files, notes }));
        return 0;
    }
    await print(values.out === undefined
        ? files.map((file) => `# >>> ${file.path}\n${file.text}`).join('\n')
        : files.map((file) => join(values.out ?? '', file.path)).join('\n'));
    for (const note of notes)
        process.stderr.write(`ninefold: ${note}\n`);
    return 0;
}
function targetNamed(name) {
    const known = Object.keys(targets);
    if (name === undefined) {
        throw new BadInputError(`ninefold render needs --target: ${known.join(', ')}`);
    }
    const target = Object.hasOwn(targets, name) ? targets[name] : undefined;
    if (target !== undefined)
        return target;
    const nearest = nearestName(name, known);
    const hint = nearest === undefined ? `it knows ${known.join(', ')}` : `did you mean ${nearest}?`;
    throw new BadInputError(`ninefold render has no target "${name}"; ${hint}`);
}
/** Replaces files that are there: they are rendered again from what they were rendered from. */
function writeAll(out, files) {
    const root = resolve(out);
    for (const { path, text, mode = 0o644 } of files) {
        const target = resolve(root, path);
        if (!target.startsWith(root.endsWith(sep) ? root : root + sep)) {
            throw new BadInputError(`${path} would be written outside ${out}; nothing of it was`);
        }
        try {
            mkdirSync(dirname(target), { recursive: true });
            writeFileSync(target, text, { mode });
            chmodSync(target, mode);
        }
        catch (error) {
            throw new EnvironmentError(`can't write ${target}: ${messageOf(error)}`, { cause: error });
        }
    }
}
//# sourceMappingURL=render-command.js.map