export {};
//# sourceMappingURL=haproxy-plan.js.map