import { nearestName } from '../contract/nearest-name.js';
import { textWith, whatIf } from '../model/what-if.js';
import { BadInputError, messageOf } from '../ports/errors.js';
import { badContract } from './read-contract.js';
/**
 * A contract as it would be with some values set, such as `stores.orders.members=5`.
 *
 * @throws BadInputError for a path or value that the contract can't have, and for a store or call that
 *   it has not: a new one is more often misspelt than meant
 */
export function withSettings(file, settings) {
    if (settings.length === 0)
        return file;
    for (const setting of settings)
        refuseUnknownName(setting, file.contract);
    let changed;
    try {
        changed = textWith(file.text, settings);
    }
    catch (error) {
        // The yaml library says so of a name inside a list.
        throw new BadInputError(`--set ${settings.join(' --set ')}: ${messageOf(error)}`, {
            cause: error,
        });
    }
    if ('mistake' in changed)
        throw new BadInputError(`--set: ${changed.mistake}`);
    const name = `${file.path} with --set ${settings.join(' --set ')}`;
    const result = whatIf(file.text, name, settings);
    if (!result.ok) {
        throw 'problems' in result
            ? badContract(result.problems, changed.text, name)
            : new BadInputError(`--set: ${result.mistake}`);
    }
    return { ...file, contract: result.contract, text: changed.text };
}
function refuseUnknownName(setting, { stores, calls }) {
    const [path = ''] = setting.split('=', 1);
    const [section, name] = path.split('.');
    const named = section === 'stores' ? stores : section === 'calls' ? calls : undefined;
    if (named === undefined || name === undefined)
        return;
    const names = named.map((one) => one.name);
    if (names.includes(name))
        return;
    const nearest = nearestName(name, names);
    throw new BadInputError(`--set ${setting}: the contract has no ${section} "${name}"; ${nearest === undefined ? `it has ${names.join(', ') || 'none'}` : `did you mean ${section}.${nearest}?`}`);
}
//# sourceMappingURL=contract-settings.js.map