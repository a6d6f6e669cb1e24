/** Labels as PromQL matches them, `{a="b"}`; further matchers follow as they are. */
export function labels(equal, matchers = []) {
    const parts = Object.entries(equal).map(([name, value]) => `${name}=${quoted(String(value))}`);
    return `{${[...parts, ...matchers].join(',')}}`;
}
/** A text as PromQL quotes it. */
export function quoted(text) {
    return JSON.stringify(text);
}
/** A duration as PromQL writes it: `5m`, `16h45m`, `30d`. Whole seconds. */
export function range(durationMs) {
    let rest = Math.round(durationMs / 1000);
    let text = '';
    for (const [unit, seconds] of [
        ['d', 86_400],
        ['h', 3600],
        ['m', 60],
        ['s', 1],
    ]) {
        const count = Math.floor(rest / seconds);
        if (count > 0)
            text += `${count}${unit}`;
        rest -= count * seconds;
    }
    return text === '' ? '0s' : text;
}
/** A query with its window filled in. */
export function over(query, windowMs) {
    return query
        .replaceAll('{{window}}', range(windowMs))
        .replaceAll('{{seconds}}', String(windowMs / 1000));
}
//# sourceMappingURL=promql.js.map