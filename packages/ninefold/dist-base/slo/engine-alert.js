/** An alert of an engine, with its runbook. */
export function engineAlert(words) {
    const { name, severity, expr, forMs, labels, subject, summary } = words;
    const { means, clients, confirm, mend, failover } = words;
    const kebab = name.replaceAll(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
    return {
        name,
        severity,
        expr,
        forMs,
        labels,
        summary,
        runbook: {
            file: `${kebab}-${severity}-${subject}.md`,
            title: `${name} (${severity}): ${subject}`,
            means,
            clients,
            confirm: [
                { say: 'The expression of the alert (Prometheus):', run: expr.split('\n') },
                ...confirm,
            ],
            mend,
            failover,
        },
    };
}
/** How many series match, 0 when none does: a count that is absent would hide the worst case. */
export function countOf(condition) {
    return `(count(${condition}) or vector(0))`;
}
export const minuteMs = 60_000;
//# sourceMappingURL=engine-alert.js.map