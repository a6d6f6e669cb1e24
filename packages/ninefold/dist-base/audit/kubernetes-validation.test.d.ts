export {};
//# sourceMappingURL=kubernetes-validation.test.d.ts.map