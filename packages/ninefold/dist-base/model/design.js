export {};
//# sourceMappingURL=design.js.map