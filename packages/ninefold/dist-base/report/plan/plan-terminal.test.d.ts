export {};
//# sourceMappingURL=plan-terminal.test.d.ts.map