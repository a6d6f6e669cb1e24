export {};
//# sourceMappingURL=capacity.test.d.ts.map