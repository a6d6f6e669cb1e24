import { expect, test } from 'vitest';
import { LINKS, NO_LINKS } from './link.test.data.ts';
import { linkPattern, parseLink } from './link.ts';

test.each(LINKS)('%s is a link', (link) => {
  expect(parseLink(link)).toEqual({ ok: true, value: link });
  expect(link).toMatch(new RegExp(linkPattern));
});

test.each([...NO_LINKS, 'https://me:secret@a.example', 'ftp://a', 'a.example', '', 1, null])(
  '%s is none',
  (text) => {
    expect(parseLink(text)).toMatchObject({
      mistakes: [{ message: expect.stringContaining('is not a link') }],
    });
  },
);
