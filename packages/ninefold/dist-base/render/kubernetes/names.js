/** The name of a store's objects: as Kubernetes allows, and one store's only. */
export function objectName(store) {
    const name = store.replaceAll('_', '-').toLowerCase();
    return name.endsWith('-') ? `${name}x` : name;
}
/** What selects pods: it never changes. */
export function selectorLabels(name) {
    return { 'app.kubernetes.io/name': name };
}
/** What every object carries. */
export function objectLabels(service, name) {
    return {
        ...selectorLabels(name),
        'app.kubernetes.io/part-of': service,
        'app.kubernetes.io/managed-by': 'ninefold',
    };
}
//# sourceMappingURL=names.js.map