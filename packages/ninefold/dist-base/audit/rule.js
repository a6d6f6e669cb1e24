export const severities = ['critical', 'high', 'medium', 'low'];
//# sourceMappingURL=rule.js.map