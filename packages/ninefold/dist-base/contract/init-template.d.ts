/**
 * The commented `ninefold.yaml` that `ninefold init` writes: it parses as it is, and each choice has
 * a line that explains it. What is commented out shows its default, or an example.
 *
 * @param serviceName a name as the contract takes it; another is turned into one that is near
 */
export declare function initTemplate(serviceName: string): string;
//# sourceMappingURL=init-template.d.ts.map