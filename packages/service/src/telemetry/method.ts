const KNOWN = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT'];

/** The method as a label: `_OTHER` for what HTTP does not know, as OpenTelemetry has it. */
export function methodLabel(method: string | undefined): string {
  return method !== undefined && KNOWN.includes(method) ? method : '_OTHER';
}
