export {};
//# sourceMappingURL=keepalived-plan.js.map