import type { AuditResult } from '../../audit/audit.ts';
import { placeText } from '../../audit/part.ts';
import type { Edit } from '../../audit/part.ts';
import type { Finding, Rule, Severity } from '../../audit/rule.ts';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** How GitHub orders findings: a number as text. */
const securitySeverity: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '7.5',
  medium: '5.0',
  low: '2.0',
};

/**
 * SARIF 2.1.0 (OASIS). Ignored findings are there as suppressed; files that could not be read are
 * notifications of the run.
 */
export function auditSarif(result: AuditResult, rules: readonly Rule[], version: string): string {
  const index = new Map(rules.map(({ id }, at) => [id, at]));
  const resultOf = (finding: Finding, suppressed?: string): object => ({
    ruleId: finding.rule,
    ruleIndex: index.get(finding.rule) ?? -1,
    level: levels[finding.severity],
    message: { text: `${finding.message}. Why: ${finding.why}. Fix: ${finding.fix}.` },
    locations: [locationOf(finding.place)],
    partialFingerprints: { 'ninefold/v1': finding.fingerprint },
    properties: { severity: finding.severity },
    ...(finding.edits.length === 0 ? {} : { fixes: [fixOf(finding)] }),
    ...(suppressed === undefined
      ? {}
      : { suppressions: [{ kind: 'inSource', justification: suppressed }] }),
  });
  return JSON.stringify({
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ninefold',
            semanticVersion: version,
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
              locations: [locationOf(place)],
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

/** A live object has no file: it is told by its name and field. */
function locationOf(place: Finding['place']): object {
  const { file, line, column, inside } = place;
  if (inside !== undefined) {
    return {
      logicalLocations: [{ name: file, fullyQualifiedName: placeText(place), kind: 'object' }],
    };
  }
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      region: { startLine: line, startColumn: column },
    },
  };
}

function fixOf({ edits, fix }: Finding): object {
  const replacementOf = ({ offset, length, text }: Edit): object => ({
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
function uriOf(file: string): string {
  return file === '-'
    ? 'stdin'
    : file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
