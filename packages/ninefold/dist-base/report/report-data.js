export {};
//# sourceMappingURL=report-data.js.map