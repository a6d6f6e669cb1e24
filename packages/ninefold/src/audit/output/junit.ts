import type { AuditResult } from '../../audit/audit.ts';
import { placeText } from '../../audit/part.ts';
import type { Rule } from '../../audit/rule.ts';
import { escapeXml } from '../../report/junit.ts';

/** JUnit XML: one case a rule; each finding of it is a failure, so that a CI system shows what is new. */
export function auditJunit(result: AuditResult, rules: readonly Rule[]): string {
  const cases = rules.map((rule) => {
    const found = result.findings.filter((one) => one.rule === rule.id);
    const open = `    <testcase classname="ninefold.audit" name="${escapeXml(`${rule.id} ${rule.title}`)}"`;
    if (found.length === 0) return `${open}/>`;
    const failures = found.map(
      ({ place, message, why, fix }) =>
        `      <failure message="${escapeXml(message)}">${escapeXml(`${placeText(place)}\nwhy: ${why}\nfix: ${fix}`)}</failure>`,
    );
    return [`${open}>`, ...failures, '    </testcase>'].join('\n');
  });
  const failed = new Set(result.findings.map(({ rule }) => rule)).size;
  const errors = result.unread.map(
    ({ place, message }) =>
      `    <testcase classname="ninefold.audit" name="${escapeXml(placeText(place))}"><error message="${escapeXml(message)}"/></testcase>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="ninefold audit" tests="${cases.length + errors.length}" failures="${failed}" errors="${errors.length}">
  <testsuite name="ninefold audit" tests="${cases.length + errors.length}" failures="${failed}" errors="${errors.length}">
${[...cases, ...errors].join('\n')}
  </testsuite>
</testsuites>
`;
}
