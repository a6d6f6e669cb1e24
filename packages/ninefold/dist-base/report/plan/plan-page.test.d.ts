export {};
//# sourceMappingURL=plan-page.test.d.ts.map