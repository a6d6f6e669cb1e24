export {};
//# sourceMappingURL=simulation-thread.d.ts.map