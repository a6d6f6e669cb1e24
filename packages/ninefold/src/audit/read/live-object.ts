import { field, textOf } from '../../audit/part.ts';
import type { Part, Place, Step } from '../../audit/part.ts';

/**
 * An object as an API server gives it. Its place is its name, such as `shop/Deployment/web` (without a
 * namespace `Node/n1`), and the field. What an object's controller keeps is not reported: the controller is.
 */
export function liveObject(object: unknown): Part {
  const data = plain(object);
  const metadata = field(data, 'metadata');
  const file = [
    textOf(field(metadata, 'namespace')),
    textOf(field(data, 'kind')),
    textOf(field(metadata, 'name')),
  ]
    .filter((one) => one !== undefined)
    .join('/');
  const owners = field(metadata, 'ownerReferences');
  const isOwned = Array.isArray(owners) && owners.some((one) => field(one, 'controller') === true);
  return {
    kind: 'kubernetes',
    file,
    text: '',
    data,
    isLive: true,
    ...(isOwned ? { isOwned } : {}),
    locate: (path) => livePlace(file, path),
  };
}

/** The place of a field of a live object. */
export function livePlace(file: string, path: readonly Step[]): Place {
  return { file, line: 0, column: 0, offset: 0, length: 0, inside: fieldPath(path) };
}

/** `spec.containers[0].image`, as Kubernetes writes it. */
function fieldPath(path: readonly Step[]): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[\w-]+$/.test(step)) return `["${step}"]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}

/** Mappings without a prototype, and without what only the API server asks for. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const data: Record<string, unknown> = Object.create(null);
  for (const [key, one] of Object.entries(value)) {
    if (key !== 'managedFields') data[key] = plain(one);
  }
  return data;
}
