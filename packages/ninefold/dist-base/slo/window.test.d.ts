export {};
//# sourceMappingURL=window.test.d.ts.map