/** What every object of Kubernetes has. */
export interface KubernetesObject {
    readonly apiVersion?: string | undefined;
    readonly kind?: string | undefined;
}
/** An object, and which promise its values come from. */
export interface Manifest {
    readonly object: KubernetesObject;
    /** By path, such as `spec.template.spec.containers.0.image`; a slash before a dot in a key. */
    readonly why: Readonly<Record<string, string>>;
}
export declare function manifest(object: KubernetesObject, why?: Readonly<Record<string, string>>): Manifest;
/**
 * Objects as YAML documents, each reason a comment above its key.
 *
 * @throws RangeError a reason is for a path that its object has not
 */
export declare function manifestText(manifests: readonly Manifest[]): string;
//# sourceMappingURL=manifest.d.ts.map