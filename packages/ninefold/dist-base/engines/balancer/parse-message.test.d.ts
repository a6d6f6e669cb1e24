export {};
//# sourceMappingURL=parse-message.test.d.ts.map