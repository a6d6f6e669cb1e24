export {};
//# sourceMappingURL=replicas-for.test.d.ts.map