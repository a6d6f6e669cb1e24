export {};
//# sourceMappingURL=delivery.test.d.ts.map