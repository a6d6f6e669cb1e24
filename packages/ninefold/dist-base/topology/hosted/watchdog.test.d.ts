export {};
//# sourceMappingURL=watchdog.test.d.ts.map