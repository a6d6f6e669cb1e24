export {};
//# sourceMappingURL=rotation.test.d.ts.map