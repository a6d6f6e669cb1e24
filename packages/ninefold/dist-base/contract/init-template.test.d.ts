export {};
//# sourceMappingURL=init-template.test.d.ts.map