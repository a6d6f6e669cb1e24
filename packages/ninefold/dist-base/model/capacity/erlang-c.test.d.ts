export {};
//# sourceMappingURL=erlang-c.test.d.ts.map