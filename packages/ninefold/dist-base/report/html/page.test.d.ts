export {};
//# sourceMappingURL=page.test.d.ts.map