export {};
//# sourceMappingURL=worked-numbers.test.d.ts.map