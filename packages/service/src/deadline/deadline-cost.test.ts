import type { IncomingMessage, ServerResponse } from 'node:http';

import { expect, it } from 'vitest';

import { deadline } from './deadline-step.ts';
import { deadlines } from './request-deadline.ts';

it('enters no async context for a request without a deadline while nobody reads any', async () => {
  const exchange = {
    request: { headers: {} } as IncomingMessage,
    response: { destroyed: false } as ServerResponse,
    arrivedMs: 0,
    route: () => undefined,
  };
  let entered: unknown = 'not handled';
  await deadline()(exchange, async () => {
    entered = deadlines.getStore();
  });
  expect(entered).toBeUndefined();
});
