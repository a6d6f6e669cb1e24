export {};
//# sourceMappingURL=process-table.test.d.ts.map