// Two curves side by side, as SVG.
const WIDTH = 380;
const HEIGHT = 240;
const COLOURS = { none: '#b3261e', ninefold: '#0b6e4f', 'under-pressure': '#8a6d00' };
const LABELS = {
  none: 'without',
  ninefold: 'Ninefold',
  'under-pressure': '@fastify/under-pressure',
};

export function overloadPicture(curves) {
  const loads = curves.none.map(({ load }) => load);
  const most = Math.max(...loads);
  const x = (load) => (load / most) * WIDTH;
  const logMs = (value) => HEIGHT - (Math.log10(Math.min(Math.max(value, 1), 10_000)) / 4) * HEIGHT;
  const share = (value) => HEIGHT - Math.min(value, 1.2) * (HEIGHT / 1.2);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 370" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="p99 and goodput of one app as load grows to five times its capacity">
<rect width="960" height="370" fill="#fff"/>
${panel(
  70,
  'p99 of admitted requests (log scale)',
  [1, 10, 100, 1_000, 10_000].map((ms) => [logMs(ms), ms < 1_000 ? `${ms} ms` : `${ms / 1_000} s`]),
  curves,
  loads,
  x,
  ({ p99Ms }) => logMs(p99Ms),
)}
${panel(
  550,
  'answered with 200, of capacity',
  [0, 0.25, 0.5, 0.75, 1].map((part) => [share(part), `${part * 100} %`]),
  curves,
  loads,
  x,
  ({ goodShare }) => share(goodShare),
)}
${Object.entries(LABELS)
  .map(
    ([name, label], index) =>
      `<g transform="translate(${70 + index * 180} 350)"><rect width="22" height="3" y="-5" fill="${COLOURS[name]}"/><text x="28">${label}</text></g>`,
  )
  .join('\n')}
</svg>
`;
}

function panel(left, title, marks, curves, loads, x, y) {
  const grid = marks.map(
    ([at, text]) =>
      `<line x2="${WIDTH}" y1="${at.toFixed(1)}" y2="${at.toFixed(1)}" stroke="#ddd"/><text x="-8" y="${(at + 4).toFixed(1)}" text-anchor="end" fill="#555">${text}</text>`,
  );
  const ticks = loads
    .filter((load) => load >= 1)
    .map(
      (load) =>
        `<text x="${x(load).toFixed(1)}" y="${HEIGHT + 20}" text-anchor="middle" fill="#555">${load} ×</text>`,
    );
  const lines = Object.entries(curves).map(([name, points]) => {
    const path = points.map((point) => `${x(point.load).toFixed(1)},${y(point).toFixed(1)}`);
    const dots = path.map(
      (at) =>
        `<circle cx="${at.split(',')[0]}" cy="${at.split(',')[1]}" r="3" fill="${COLOURS[name]}"/>`,
    );
    return `<polyline points="${path.join(' ')}" fill="none" stroke="${COLOURS[name]}" stroke-width="2"/>${dots.join('')}`;
  });
  return `<g transform="translate(${left} 50)">
<text y="-20" font-weight="600">${title}</text>
${grid.join('\n')}
${ticks.join('')}
<text x="${WIDTH / 2}" y="${HEIGHT + 42}" text-anchor="middle" fill="#555">load, of capacity</text>
${lines.join('\n')}
</g>`;
}
