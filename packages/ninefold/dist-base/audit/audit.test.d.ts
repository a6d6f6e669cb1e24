export {};
//# sourceMappingURL=audit.test.d.ts.map