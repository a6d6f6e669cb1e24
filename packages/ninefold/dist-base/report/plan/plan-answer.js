export {};
//# sourceMappingURL=plan-answer.js.map