export {};
//# sourceMappingURL=student-t.test.d.ts.map