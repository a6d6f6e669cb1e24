export {};
//# sourceMappingURL=firewall.test.d.ts.map