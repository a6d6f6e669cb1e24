export {};
//# sourceMappingURL=store-listener.test.d.ts.map