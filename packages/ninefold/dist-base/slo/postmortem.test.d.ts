export {};
//# sourceMappingURL=postmortem.test.d.ts.map