export {};
//# sourceMappingURL=built-entry.test.d.ts.map