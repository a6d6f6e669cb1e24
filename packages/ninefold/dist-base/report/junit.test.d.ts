export {};
//# sourceMappingURL=junit.test.d.ts.map