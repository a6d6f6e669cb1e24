export {};
//# sourceMappingURL=nearest-name.test.d.ts.map