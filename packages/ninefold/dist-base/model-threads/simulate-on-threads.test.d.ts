export {};
//# sourceMappingURL=simulate-on-threads.test.d.ts.map