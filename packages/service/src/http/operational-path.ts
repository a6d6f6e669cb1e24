import type { IncomingMessage } from 'node:http';

/**
 * Whether a request is about the process and not about its work: `/health/...` and `/metrics`. These
 * are never shed, and count in no metric of the service.
 */
export function isOperational({ url = '' }: IncomingMessage): boolean {
  return url.startsWith('/health/') || url === '/metrics' || url.startsWith('/metrics?');
}
