export {};
//# sourceMappingURL=restarting-member.test.d.ts.map