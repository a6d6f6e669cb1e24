export {};
//# sourceMappingURL=wording.test.d.ts.map