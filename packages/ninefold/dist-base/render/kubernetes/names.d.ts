/** The name of a store's objects: as Kubernetes allows, and one store's only. */
export declare function objectName(store: string): string;
export interface Labels {
    readonly [name: string]: string;
}
/** What selects pods: it never changes. */
export declare function selectorLabels(name: string): Labels;
/** What every object carries. */
export declare function objectLabels(service: string, name: string): Labels;
//# sourceMappingURL=names.d.ts.map