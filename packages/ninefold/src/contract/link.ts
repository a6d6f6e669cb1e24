import { shown, right, wrong } from './mistake.ts';
import type { Parsed } from './mistake.ts';

/** What a link looks like, for editors: that it is one, and has no credentials. */
export const linkPattern: string = String.raw`^https?://[^\s@"'<>\\/?#%][^\s@"'<>\\]*$`;

/**
 * An http or https URL as browsers, Prometheus and Alertmanager all read it. They differ in what they forgive:
 * Go's reader, unlike a browser's, refuses a `%` that is no escape, and one in the host. Credentials belong
 * into no file that is rendered.
 */
export function parseLink(value: unknown): Parsed<string> {
  return typeof value === 'string' && isLink(value)
    ? right(value)
    : wrong(
        `${shown(value)} is not a link`,
        'an http or https URL without credentials, such as https://wiki.example.com/runbooks',
      );
}

const pattern = new RegExp(linkPattern);

function isLink(text: string): boolean {
  const [, host = ''] = /^https?:\/\/([^/?#]*)/.exec(text) ?? [];
  return (
    pattern.test(text) &&
    URL.canParse(text) &&
    !host.includes('%') &&
    !/%(?![0-9a-f]{2})|\p{C}/iu.test(text)
  );
}
