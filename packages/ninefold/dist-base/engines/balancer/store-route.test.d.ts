export {};
//# sourceMappingURL=store-route.test.d.ts.map