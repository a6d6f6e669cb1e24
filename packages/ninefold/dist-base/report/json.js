import { historyToJson } from '../history/history-json.js';
import { redactContract } from './redact-contract.js';
/** Raised when a field changes its meaning or goes; not when one is added. */
export const REPORT_SCHEMA_VERSION = 1;
export function reportJson(data) {
    return {
        schemaVersion: REPORT_SCHEMA_VERSION,
        startedAt: data.startedAt,
        elapsedMs: data.elapsedMs,
        environment: Object.fromEntries(data.environment),
        contract: redactContract(data.contractText),
        verdict: data.verdict,
        unsupported: data.unsupported,
        history: historyToJson(data.records),
    };
}
/** As one line of JSON with a final line break. */
export function renderJson(data) {
    return `${JSON.stringify(reportJson(data))}\n`;
}
//# sourceMappingURL=json.js.map