export {};
//# sourceMappingURL=recorder.test.d.ts.map