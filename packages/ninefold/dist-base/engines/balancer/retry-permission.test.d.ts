export {};
//# sourceMappingURL=retry-permission.test.d.ts.map