export {};
//# sourceMappingURL=patroni-whole.test.d.ts.map