import { lines } from '../config-text.ts';

/** A unit of ours: what runs, as whom, and what it needs. */
export interface UnitPlan {
  readonly description: string;
  /** Whole lines of `[Unit]` beside the description. */
  readonly unit?: readonly string[];
  /** Whole lines of `[Service]`. */
  readonly service: readonly string[];
  /** Undefined: started by something else, such as a timer. */
  readonly wantedBy?: string;
}

export function renderUnit({ description, unit = [], service, wantedBy }: UnitPlan): string {
  return lines(
    '# Rendered by Ninefold.',
    '[Unit]',
    `Description=${description}`,
    unit,
    '',
    '[Service]',
    service,
    wantedBy === undefined ? undefined : ['', '[Install]', `WantedBy=${wantedBy}`],
  );
}

/** An argument array as systemd reads it: no shell, and `%` and `$` mean themselves. */
export function execLine(command: readonly string[]): string {
  return command.map((word) => unitWord(word).replaceAll('$', '$$$$')).join(' ');
}

/** A word of a unit file, quoted where it must be; `%` means itself. */
export function unitWord(text: string): string {
  if (/^[\w./:@+=,$-]+$/.test(text)) return text;
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('%', '%%')
    .replaceAll('\n', '\\n');
  return `"${escaped}"`;
}

/** A drop-in: lines of `[Service]` that change a unit of a package. */
export function renderDropIn(service: readonly string[]): string {
  return lines('# Rendered by Ninefold: changes the unit of the package.', '[Service]', service);
}
