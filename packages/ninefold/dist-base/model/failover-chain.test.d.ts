export {};
//# sourceMappingURL=failover-chain.test.d.ts.map