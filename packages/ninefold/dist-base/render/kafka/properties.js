import { lines } from '../config-text.js';
/**
 * Settings as Java reads properties: one a line, a comment of a line or more above. Values are ASCII without leading
 * blanks, as the contract's patterns see to; a backslash would need another.
 */
export function propertiesText(heading, settings) {
    return lines(heading.map((line) => `# ${line}`), settings.flatMap(([key, value, why]) => [
        ...(why === undefined ? [] : why.split('\n').map((line) => `# ${line}`)),
        `${key}=${String(value).replaceAll('\\', '\\\\')}`,
    ]));
}
//# sourceMappingURL=properties.js.map