export {};
//# sourceMappingURL=dependency.test.d.ts.map