export {};
//# sourceMappingURL=http-plane.test.d.ts.map