/**
 * The verdict as JUnit XML, as CI systems read it: one suite for each fault, in it one case for each
 * promise and one for each trial. Broken is a failure, void and not tested are skipped.
 */
export function renderJunit(verdict) {
    const suites = [
        ...verdict.faults.map((fault) => suite(fault.fault, [
            ...fault.rows.map((row) => promiseCase(verdict.service, fault.fault, row)),
            ...fault.trials.map((trial) => trialCase(verdict.service, trial)),
        ])),
        ...verdict.notTested.map((fault) => suite(fault, [
            { className: `${verdict.service}.${fault}`, name: 'all trials', skipped: 'not tested' },
        ])),
        // What no single fault breaks, such as a budget that all of them spend together.
        suite('all faults together', verdict.rows.map((row) => promiseCase(verdict.service, 'all faults together', row))),
    ];
    const sum = (key) => suites.reduce((total, one) => total + one[key], 0);
    return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${escapeXml(`ninefold prove ${verdict.service}`)}" tests="${sum('tests')}" failures="${sum('failures')}" errors="0" skipped="${sum('skipped')}">
${suites.map((one) => one.xml).join('\n')}
</testsuites>
`;
}
function promiseCase(service, fault, row) {
    const base = { className: `${service}.${fault}`, name: `${row.title}: ${row.promised}` };
    const text = [`measured: ${row.measured}`, ...row.reasons].join('\n');
    if (row.ruling === 'broken')
        return { ...base, failure: text };
    return row.ruling === 'kept' ? base : { ...base, skipped: row.ruling };
}
function trialCase(service, trial) {
    const base = {
        className: `${service}.${trial.fault}`,
        name: `trial ${trial.trial}`,
        ...(trial.rto.rtoMs === undefined ? {} : { seconds: trial.rto.rtoMs / 1000 }),
    };
    const text = trial.reasons.join('\n');
    if (trial.ruling === 'broken')
        return { ...base, failure: text };
    return trial.ruling === 'void' ? { ...base, skipped: text } : base;
}
function suite(name, cases) {
    const failures = cases.filter((one) => one.failure !== undefined).length;
    const skipped = cases.filter((one) => one.skipped !== undefined).length;
    const head = `  <testsuite name="${escapeXml(name)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}">`;
    return {
        xml: [head, ...cases.map(caseXml), '  </testsuite>'].join('\n'),
        tests: cases.length,
        failures,
        skipped,
    };
}
function caseXml(one) {
    const time = one.seconds === undefined ? '' : ` time="${one.seconds.toFixed(4)}"`;
    const open = `    <testcase classname="${escapeXml(one.className)}" name="${escapeXml(one.name)}"${time}`;
    if (one.failure !== undefined) {
        const [first = ''] = one.failure.split('\n');
        return `${open}>\n      <failure message="${escapeXml(first)}">${escapeXml(one.failure)}</failure>\n    </testcase>`;
    }
    if (one.skipped !== undefined)
        return `${open}>\n      <skipped message="${escapeXml(one.skipped)}"/>\n    </testcase>`;
    return `${open}/>`;
}
/** For element text and attributes; what XML 1.0 can't hold (section 2.2) becomes U+FFFD. */
export function escapeXml(text) {
    return (text
        .replaceAll(/[\ud800-\udfff]/gu, '�')
        // oxlint-disable-next-line no-control-regex
        .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '�')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll(/[\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`));
}
//# sourceMappingURL=junit.js.map