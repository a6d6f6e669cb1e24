export {};
//# sourceMappingURL=recovery-watch.test.d.ts.map