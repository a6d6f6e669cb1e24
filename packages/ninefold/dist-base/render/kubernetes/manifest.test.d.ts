export {};
//# sourceMappingURL=manifest.test.d.ts.map