/** The name of a store's objects: as Kubernetes allows, and one store's only. */
export function objectName(store: string): string {
  const name = store.replaceAll('_', '-').toLowerCase();
  return name.endsWith('-') ? `${name}x` : name;
}

export interface Labels {
  readonly [name: string]: string;
}

/** What selects pods: it never changes. */
export function selectorLabels(name: string): Labels {
  return { 'app.kubernetes.io/name': name };
}

/** What every object carries. */
export function objectLabels(service: string, name: string): Labels {
  return {
    ...selectorLabels(name),
    'app.kubernetes.io/part-of': service,
    'app.kubernetes.io/managed-by': 'ninefold',
  };
}
