export {};
//# sourceMappingURL=confidence.test.d.ts.map