export {};
//# sourceMappingURL=schedule-lag.test.d.ts.map