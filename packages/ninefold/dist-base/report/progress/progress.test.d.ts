export {};
//# sourceMappingURL=progress.test.d.ts.map