import { lines } from '../config-text.js';
export function renderUnit({ description, unit = [], service, wantedBy }) {
    return lines('# Rendered by Ninefold.', '[Unit]', `Description=${description}`, unit, '', '[Service]', service, wantedBy === undefined ? undefined : ['', '[Install]', `WantedBy=${wantedBy}`]);
}
/** An argument array as systemd reads it: no shell, and `%` and `$` mean themselves. */
export function execLine(command) {
    return command.map((word) => unitWord(word).replaceAll('$', '$$$$')).join(' ');
}
/** A word of a unit file, quoted where it must be; `%` means itself. */
export function unitWord(text) {
    if (/^[\w./:@+=,$-]+$/.test(text))
        return text;
    const escaped = text
        .replaceAll('\\', '\\\\')
        .replaceAll('"', '\\"')
        .replaceAll('%', '%%')
        .replaceAll('\n', '\\n');
    return `"${escaped}"`;
}
/** A drop-in: lines of `[Service]` that change a unit of a package. */
export function renderDropIn(service) {
    return lines('# Rendered by Ninefold: changes the unit of the package.', '[Service]', service);
}
//# sourceMappingURL=units.js.map