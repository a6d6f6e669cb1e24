export {};
//# sourceMappingURL=runbook.js.map