import { readFileSync } from 'node:fs';
import { BadInputError, messageOf } from '../ports/errors.js';
import { importOpenSlo } from '../slo/openslo-import.js';
import { readArguments } from './command-line.js';
import { print } from './output.js';
import { badContract } from './read-contract.js';
/** `ninefold import openslo FILE`: SLOs of others, as the section `slo:` of a contract. */
export async function importCommand(args) {
    const { values, positionals } = readArguments('import', args, { json: { type: 'boolean', default: false } }, 2);
    const [format, file] = positionals;
    if (format !== 'openslo' || file === undefined) {
        throw new BadInputError('ninefold import takes a format, which is openslo, and a file: ninefold import openslo slo.yaml');
    }
    let text;
    try {
        text = readFileSync(file, 'utf8');
    }
    catch (error) {
        throw new BadInputError(`can't read ${file}: ${messageOf(error)}`, { cause: error });
    }
    const imported = importOpenSlo(text, file);
    if (!imported.ok)
        throw badContract(imported.problems, text, file);
    const { text: section, notes } = imported;
    if (values.json) {
        await print(JSON.stringify({ section, notes }));
        return 0;
    }
    await print(section.trimEnd());
    for (const note of notes)
        process.stderr.write(`ninefold: ${note}\n`);
    return 0;
}
//# sourceMappingURL=import-command.js.map