export {};
//# sourceMappingURL=response-parser.test.d.ts.map