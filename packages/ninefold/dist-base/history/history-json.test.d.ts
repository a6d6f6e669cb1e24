export {};
//# sourceMappingURL=history-json.test.d.ts.map