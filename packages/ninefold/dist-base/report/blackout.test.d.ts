export {};
//# sourceMappingURL=blackout.test.d.ts.map