export {};
//# sourceMappingURL=schedule.test.d.ts.map