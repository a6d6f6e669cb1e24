export {};
//# sourceMappingURL=zero-recovery.test.d.ts.map