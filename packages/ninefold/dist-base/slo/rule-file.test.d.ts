export {};
//# sourceMappingURL=rule-file.test.d.ts.map