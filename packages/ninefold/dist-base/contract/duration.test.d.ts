export {};
//# sourceMappingURL=duration.test.d.ts.map