export {};
//# sourceMappingURL=timing.test.d.ts.map