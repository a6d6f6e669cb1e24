export {};
//# sourceMappingURL=patroni-yaml.test.d.ts.map