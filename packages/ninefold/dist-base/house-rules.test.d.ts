export {};
//# sourceMappingURL=house-rules.test.d.ts.map