export {};
//# sourceMappingURL=transition.js.map