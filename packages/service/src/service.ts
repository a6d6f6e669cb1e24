import type { ServerResponse } from 'node:http';

import { compose } from './http/compose.ts';
import type { Around } from './http/compose.ts';
import type { HttpStep } from './http/step.ts';

export interface ServiceOptions {
  /** Steps around every request, outermost first. */
  readonly steps?: readonly HttpStep[];
}

export interface Service {
  /** Runs `handle` inside the service's steps. For adapters. */
  readonly handle: Around;
  /** Answers for a handler that threw. For adapters of frameworks that have no error handler. */
  failed(error: unknown, response: ServerResponse): void;
}

/** What one process owes its peers, around the requests of one server. */
export function service({ steps = [] }: ServiceOptions = {}): Service {
  return {
    handle: compose(steps),
    failed: (_error, response) => {
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    },
  };
}
