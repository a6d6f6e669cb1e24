export {};
//# sourceMappingURL=written.js.map