export {};
//# sourceMappingURL=process.d.ts.map