export {};
//# sourceMappingURL=event-queue.test.d.ts.map