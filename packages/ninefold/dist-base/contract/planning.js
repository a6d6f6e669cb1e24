export {};
//# sourceMappingURL=planning.js.map