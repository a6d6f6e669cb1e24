// 36 hours until now in OpenMetrics text: 6,000 events a minute of which 0.2 % fail, and for the last 12
// hours 100 a minute of which 10 % fail. For `promtool tsdb create-blocks-from openmetrics`.
const minutes = 36 * 60;
const startS = Math.floor(Date.now() / 60_000) * 60 - minutes * 60;
const counts = { good: 0, bad: 0 };
const lines = { good: [], bad: [] };
for (let minute = 0; minute <= minutes; minute += 1) {
  const isQuiet = minute > 24 * 60;
  counts.good += isQuiet ? 90 : 5988;
  counts.bad += isQuiet ? 10 : 12;
  for (const outcome of ['good', 'bad']) {
    lines[outcome].push(
      `ninefold_sli_events_total{service="checkout",sli="availability",outcome="${outcome}"} ${counts[outcome]} ${startS + minute * 60}`,
    );
  }
}
console.log([...lines.good, ...lines.bad, '# EOF'].join('\n'));
