export {};
//# sourceMappingURL=service-level.test.d.ts.map