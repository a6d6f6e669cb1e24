export {};
//# sourceMappingURL=random-stream.test.d.ts.map