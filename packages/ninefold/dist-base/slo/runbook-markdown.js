/** A runbook as Markdown. */
export function runbookMarkdown({ runbook, expr, forMs }) {
    const { title, means, clients, confirm, mend, failover } = runbook;
    const held = forMs > 0 ? `, for ${forMs / 60_000} min` : '';
    return [
        `# ${title}`,
        '## What it means',
        means,
        '## What clients see',
        clients,
        '## How to confirm',
        ...steps(confirm),
        '## How to mend',
        ...steps(mend),
        '## When to fail over by hand',
        ...steps(failover),
        '## The alert',
        `It fires while this holds${held}:`,
        fenced(expr.split('\n')),
        '',
    ]
        .join('\n\n')
        .replace(/\n+$/, '\n');
}
function steps(all) {
    return all.flatMap(({ say, run }, index) => [
        `${index + 1}. ${say}`,
        ...(run === undefined ? [] : [indented(fenced(run))]),
    ]);
}
function fenced(lines) {
    return ['```', ...lines, '```'].join('\n');
}
/** Below the text of a list's item. */
function indented(text) {
    return text.replaceAll(/^/gm, '   ');
}
//# sourceMappingURL=runbook-markdown.js.map