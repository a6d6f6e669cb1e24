export {};
//# sourceMappingURL=kafka-plan.test.d.ts.map