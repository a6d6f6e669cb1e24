export {};
//# sourceMappingURL=kafka-timing.test.d.ts.map