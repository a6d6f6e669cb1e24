export {};
//# sourceMappingURL=pacer-thread.d.ts.map