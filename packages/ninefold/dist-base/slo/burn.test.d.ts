export {};
//# sourceMappingURL=burn.test.d.ts.map