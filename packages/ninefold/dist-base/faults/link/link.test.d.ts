export {};
//# sourceMappingURL=link.test.d.ts.map