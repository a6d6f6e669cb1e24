export {};
//# sourceMappingURL=request-head.test.d.ts.map