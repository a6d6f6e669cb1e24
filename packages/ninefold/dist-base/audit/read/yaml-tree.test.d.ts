export {};
//# sourceMappingURL=yaml-tree.test.d.ts.map