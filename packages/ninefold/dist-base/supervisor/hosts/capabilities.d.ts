/** Whether this process may make network namespaces, and has the programs for it. */
export declare function canIsolateHosts(): boolean;
/** Whether this process may make network namespaces. Root in a container often may not. */
export declare function mayIsolateHosts(): boolean;
//# sourceMappingURL=capabilities.d.ts.map