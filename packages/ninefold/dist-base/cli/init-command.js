import { writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { initTemplate } from '../contract/init-template.js';
import { BadInputError, EnvironmentError, codeOf, messageOf } from '../ports/errors.js';
import { readArguments } from './command-line.js';
import { print } from './output.js';
import { CONTRACT_FILE } from './read-contract.js';
/** `ninefold init [folder]`: writes a commented contract; never over an existing one. */
export async function initCommand(args) {
    const { values, positionals } = readArguments('init', args, { json: { type: 'boolean', default: false } }, 1);
    const folder = positionals[0] ?? '.';
    const path = join(folder, CONTRACT_FILE);
    try {
        writeFileSync(path, initTemplate(basename(resolve(folder))), { flag: 'wx' });
    }
    catch (error) {
        if (codeOf(error) === 'EEXIST') {
            throw new BadInputError(`${path} exists already; nothing was written`, { cause: error });
        }
        throw new EnvironmentError(`can't write ${path}: ${messageOf(error)}`, { cause: error });
    }
    await print(values.json
        ? JSON.stringify({ written: path })
        : `Wrote ${path}. Say in it what runs your service, then: ninefold prove`);
    return 0;
}
//# sourceMappingURL=init-command.js.map