export {};
//# sourceMappingURL=exactly-once.test.d.ts.map