/**
 * The one command that installs all that is missing, for a POSIX shell on Debian; undefined when
 * nothing is missing.
 */
export function mendCommand(findings, isRoot) {
    const mends = findings
        .filter(({ state }) => state === 'missing')
        .flatMap(({ mend }) => mend ?? []);
    const packages = [...new Set(mends.flatMap((one) => (one.kind === 'package' ? one.name : [])))];
    const install = `apt-get install -y --no-install-recommends ${packages.toSorted().join(' ')}`;
    const environments = mends.flatMap((one) => (one.kind === 'python' ? [one] : []));
    const commands = [
        ...(packages.length > 0 ? [isRoot ? install : `sudo ${install}`] : []),
        ...environments.flatMap(({ directory, packages: wanted }) => [
            `/usr/bin/python3 -m venv ${quoted(directory)}`,
            `${quoted(`${directory}/bin/pip`)} install --quiet ${wanted.map(quoted).join(' ')}`,
        ]),
    ];
    return commands.length === 0 ? undefined : commands.join(' && ');
}
function quoted(text) {
    return /^[\w./=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
//# sourceMappingURL=finding.js.map