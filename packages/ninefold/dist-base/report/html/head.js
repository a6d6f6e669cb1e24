import { html } from './markup.js';
import { STYLE } from './style.js';
/** The head of a page that is whole in itself and may load and run nothing. */
export function head(title, furtherStyle = '') {
    return html `<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta
      http-equiv="Content-Security-Policy"
      content="default-src 'none'; style-src 'unsafe-inline'"
    />
    <title>${title}</title>
    <style>
      ${{ source: STYLE + furtherStyle }}
    </style>
  </head>`;
}
//# sourceMappingURL=head.js.map