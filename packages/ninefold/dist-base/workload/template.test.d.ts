export {};
//# sourceMappingURL=template.test.d.ts.map