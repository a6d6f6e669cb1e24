export {};
//# sourceMappingURL=agreement.test.d.ts.map