export {};
//# sourceMappingURL=store-port.js.map