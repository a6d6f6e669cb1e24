export {};
//# sourceMappingURL=keeper.d.ts.map