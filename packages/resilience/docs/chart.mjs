// A chart as SVG text: just what the pictures here need.
const WIDTH = 720;
const LEFT = 76;
const RIGHT = 16;
const COLOURS = ['#2563eb', '#dc2626', '#16a34a', '#d97706', '#7c3aed', '#64748b'];

const escape = (text) =>
  String(text).replace(
    /[&<>"]/g,
    (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one],
  );
const short = (value) => Number(value.toFixed(1));

/**
 * @param title - said above the chart
 * @param x - { label, min, max }, and y the same, with `ticks` to name places
 * @param series - [{ label, kind: 'line' | 'step' | 'dots' | 'bars', points: [x, y][] }]; a bar is
 *   [from, to, y]
 */
export function chart({ title, x, y, series, height = 260 }) {
  const top = 34;
  const bottom = height - 58;
  const toX = (value) => short(LEFT + ((value - x.min) / (x.max - x.min)) * (WIDTH - LEFT - RIGHT));
  const toY = (value) => short(bottom - ((value - y.min) / (y.max - y.min)) * (bottom - top));
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="11">`,
    `<title>${escape(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="${LEFT}" y="18" font-size="13" font-weight="600">${escape(title)}</text>`,
  ];
  for (const [value, name] of y.ticks ?? evenly(y))
    parts.push(
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${toY(value)}" y2="${toY(value)}" stroke="#e2e8f0"/>`,
      `<text x="${LEFT - 6}" y="${toY(value) + 4}" text-anchor="end" fill="#475569">${escape(name)}</text>`,
    );
  for (const [value, name] of x.ticks ?? evenly(x))
    parts.push(
      `<text x="${toX(value)}" y="${bottom + 16}" text-anchor="middle" fill="#475569">${escape(name)}</text>`,
    );
  parts.push(
    `<text x="${(WIDTH + LEFT) / 2}" y="${bottom + 32}" text-anchor="middle" fill="#475569">${escape(x.label)}</text>`,
  );
  series.forEach((one, index) => {
    const colour = one.colour ?? COLOURS[index % COLOURS.length];
    parts.push(drawn(one, colour, toX, toY), legend(one, colour, index, height));
  });
  parts.push('</svg>');
  return `${parts.join('\n')}\n`;
}

function drawn({ kind, points }, colour, toX, toY) {
  if (kind === 'dots')
    return points
      .map(
        ([px, py]) =>
          `<circle cx="${toX(px)}" cy="${toY(py)}" r="2.4" fill="${colour}" fill-opacity="0.65"/>`,
      )
      .join('');
  if (kind === 'bars')
    return points
      .map(
        ([from, to, py]) =>
          `<rect x="${toX(from)}" y="${toY(py) - 6}" width="${short(Math.max(toX(to) - toX(from), 1.5))}" height="12" rx="2" fill="${colour}" fill-opacity="0.8"/>`,
      )
      .join('');
  const path = points.map(([px, py], index) => {
    if (index === 0) return `M${toX(px)},${toY(py)}`;
    return kind === 'step' ? `H${toX(px)}V${toY(py)}` : `L${toX(px)},${toY(py)}`;
  });
  return `<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="1.6"/>`;
}

function legend({ label }, colour, index, height) {
  const at = LEFT + index * 128;
  return `<rect x="${at}" y="${height - 18}" width="10" height="10" fill="${colour}"/><text x="${at + 14}" y="${height - 9}">${escape(label)}</text>`;
}

function evenly({ min, max }) {
  return [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const value = min + (max - min) * share;
    return [value, Math.abs(value) >= 10 ? Math.round(value) : short(value)];
  });
}
