export {};
//# sourceMappingURL=capacity-markdown.test.d.ts.map