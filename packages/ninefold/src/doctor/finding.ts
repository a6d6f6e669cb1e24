/** One thing that Ninefold can do on this machine, or can't. */
export interface Finding {
  /** Such as `network namespaces` or `HAProxy`. */
  readonly name: string;
  /**
   * `ok`; `missing`: can be had, see `mend`; `limited`: this user or this kernel can't, and no
   * command changes that.
   */
  readonly state: 'ok' | 'missing' | 'limited';
  /** A version, or what it is needed for. One line. */
  readonly detail: string;
  /** What installs it. */
  readonly mend?: Mend;
}

export type Mend =
  | { readonly kind: 'package'; readonly name: string }
  /** A virtual environment of Python with these packages in it. */
  | {
      readonly kind: 'python';
      readonly directory: string;
      readonly packages: readonly string[];
    };

/**
 * The one command that installs all that is missing, for a POSIX shell on Debian; undefined when
 * nothing is missing.
 */
export function mendCommand(findings: readonly Finding[], isRoot: boolean): string | undefined {
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

function quoted(text: string): string {
  return /^[\w./=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
