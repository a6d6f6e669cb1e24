import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Health } from './health.ts';
import { healthJson } from './report.ts';
import type { HealthReport } from './report.ts';

export interface EndpointOptions {
  /** Default: `/health/live`. */
  readonly livePath?: string;
  /** Default: `/health/ready`. */
  readonly readyPath?: string;
  /** Default: `/health/startup`. */
  readonly startupPath?: string;
  /** `plain` answers one word, always. Default: `json`, unless a client asks for `text/plain`. */
  readonly format?: 'json' | 'plain';
}

/** Answers a probe. */
export type Endpoint = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The endpoint at a request's URL, if it is one. */
export type FindEndpoint = (url: string | undefined) => Endpoint | undefined;

/** The endpoints of `health`, to be asked before any other step: a probe is never shed. */
export function healthEndpoints(health: Health, options: EndpointOptions = {}): FindEndpoint {
  const { format = 'json' } = options;
  const at = new Map<string, Endpoint>();
  const add = (path: string, look: () => HealthReport | Promise<HealthReport>): void => {
    if (!path.startsWith('/')) throw new TypeError(`health path "${path}" must begin with "/"`);
    at.set(path, async (request, response) => {
      answer(request, response, await look(), format);
    });
  };
  add(options.livePath ?? '/health/live', () => health.live());
  add(options.readyPath ?? '/health/ready', () => health.ready());
  add(options.startupPath ?? '/health/startup', () => health.startup());
  return (url = '') => at.get(url) ?? (url.includes('?') ? at.get(withoutQuery(url)) : undefined);
}

function withoutQuery(url: string): string {
  return url.slice(0, url.indexOf('?'));
}

function answer(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  report: HealthReport,
  format: 'json' | 'plain',
): void {
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD', 'content-length': 0 }).end();
    return;
  }
  const plain = format === 'plain' || prefersPlain(headers.accept);
  const body = plain ? `${report.status}\n` : healthJson(report);
  response
    .writeHead(report.status === 'fail' ? 503 : 200, {
      'cache-control': 'no-store',
      'content-length': Buffer.byteLength(body),
      'content-type': plain ? 'text/plain; charset=utf-8' : 'application/health+json',
    })
    .end(method === 'HEAD' ? undefined : body);
}

/** Plain is for those who name it and no JSON: a browser or `curl` gets the whole report. */
function prefersPlain(accept = ''): boolean {
  return accept.includes('text/plain') && !accept.includes('json');
}
