export {};
//# sourceMappingURL=choose-replica.test.d.ts.map