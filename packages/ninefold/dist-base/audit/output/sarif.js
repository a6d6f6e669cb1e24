const levels = {
    critical: 'error',
    high: 'error',
    medium: 'warning',
    low: 'note',
};
/** How GitHub orders findings: a number as text. */
const securitySeverity = {
    critical: '9.5',
    high: '7.5',
    medium: '5.0',
    low: '2.0',
};
/**
 * SARIF 2.1.0 (OASIS). Ignored findings are there as suppressed; files that could not be read are
 * notifications of the run.
 */
export function auditSarif(result, rules, version) {
    const index = new Map(rules.map(({ id }, at) => [id, at]));
    const resultOf = (finding, suppressed) => ({
        ruleId: finding.rule,
        ruleIndex: index.get(finding.rule) ?? -1,
        level: levels[finding.severity],
        message: { text: `${finding.message}. Why: ${finding.why}. Fix: ${finding.fix}.` },
        locations: [{ physicalLocation: locationOf(finding.place) }],
        partialFingerprints: { 'ninefold/v1': finding.fingerprint },
        properties: { severity: finding.severity },
        ...(finding.edits.length === 0 ? {} : { fixes: [fixOf(finding)] }),
        ...(suppressed === undefined
            ? {}
            : { suppressions: [{ kind: 'inSource', justification: suppressed }] }),
    });
    return JSON.stringify({
        $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
        version: '2.1.0',
        runs: [
            {
                tool: {
                    driver: {
                        name: 'ninefold',
                        semanticVersion: version,
                        informationUri: 'https://github.com/ninefold/ninefold',
                        rules: rules.map((rule) => ({
                            id: rule.id,
                            shortDescription: { text: rule.title },
                            fullDescription: { text: `Reads: ${rule.reads}. Source: ${rule.source}.` },
                            defaultConfiguration: { level: levels[rule.severity] },
                            properties: {
                                'security-severity': securitySeverity[rule.severity],
                                tags: ['availability', ...(rule.item === undefined ? [] : [rule.item])],
                            },
                        })),
                    },
                },
                columnKind: 'utf16CodeUnits',
                invocations: [
                    {
                        executionSuccessful: result.unread.length === 0,
                        toolExecutionNotifications: result.unread.map(({ place, message }) => ({
                            level: 'error',
                            message: { text: message },
                            locations: [{ physicalLocation: locationOf(place) }],
                        })),
                    },
                ],
                results: [
                    ...result.findings.map((one) => resultOf(one)),
                    ...result.ignored.map(({ finding, reason }) => resultOf(finding, reason)),
                ],
            },
        ],
    });
}
function locationOf({ file, line, column }) {
    return {
        artifactLocation: { uri: uriOf(file) },
        region: { startLine: line, startColumn: column },
    };
}
function fixOf({ edits, fix }) {
    const replacementOf = ({ offset, length, text }) => ({
        deletedRegion: { charOffset: offset, charLength: length },
        insertedContent: { text },
    });
    return {
        description: { text: fix },
        artifactChanges: edits.map((edit) => ({
            artifactLocation: { uri: uriOf(edit.file) },
            replacements: [replacementOf(edit)],
        })),
    };
}
/** A relative reference that a name with spaces or percent signs does not break. */
function uriOf(file) {
    return file === '-'
        ? 'stdin'
        : file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
//# sourceMappingURL=sarif.js.map