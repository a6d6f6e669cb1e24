import { SIGNS } from '../ruling-words.js';
import { html } from './markup.js';
/** The table promise x measured x verdict. */
export function promiseTable(rows, caption) {
    return html `<table class="promises">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">Promise</th>
        <th scope="col">Promised</th>
        <th scope="col">Measured</th>
        <th scope="col">Verdict</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => html `<tr>
            <th scope="row">${row.title}</th>
            <td data-label="Promised">${row.promised}</td>
            <td data-label="Measured">${row.measured}${reasonList(row.reasons)}</td>
            <td data-label="Verdict">${badge(row.ruling)}</td>
          </tr>`)}
    </tbody>
  </table>`;
}
/** A ruling in its colour, with its sign and its word. */
export function badge(ruling) {
    return html `<span class="ruling ${className(ruling)}"
    ><span aria-hidden="true">${SIGNS[ruling]} </span>${ruling}</span
  >`;
}
export function className(ruling) {
    return ruling.replace(' ', '-');
}
export function reasonList(reasons) {
    if (reasons.length === 0)
        return undefined;
    return html `<ul class="reasons">
    ${reasons.map((reason) => html `<li>${reason}</li>`)}
  </ul>`;
}
export function paragraphs(sentences, otherwise) {
    const shown = sentences.length > 0 ? sentences : [otherwise];
    return html `${shown.filter((text) => text !== '').map((text) => html `<p>${text}</p>`)}`;
}
//# sourceMappingURL=rulings.js.map