export {};
//# sourceMappingURL=patient-time.test.d.ts.map