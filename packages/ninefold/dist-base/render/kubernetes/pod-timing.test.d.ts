export {};
//# sourceMappingURL=pod-timing.test.d.ts.map