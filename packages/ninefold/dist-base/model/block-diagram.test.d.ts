export {};
//# sourceMappingURL=block-diagram.test.d.ts.map