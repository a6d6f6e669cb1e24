/** Raised when a field changes its meaning or goes; not when one is added. */
const SCHEMA_VERSION = 1;
/** The result as one line of JSON; places count lines and columns from 1. */
export function auditJson(result, checklist) {
    return JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...result, checklist });
}
//# sourceMappingURL=json.js.map