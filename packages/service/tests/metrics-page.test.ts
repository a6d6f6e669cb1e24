import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { nodeListener, overload, service, telemetry } from '@ninefold/service';
import { describe, expect, it } from 'vitest';

const PROMTOOL = '/usr/bin/promtool';

describe.skipIf(!existsSync(PROMTOOL))(`the metrics page, to Prometheus (${PROMTOOL})`, () => {
  it('is read without a complaint', async () => {
    const seen = telemetry({ service: 'checkout', latencyBelowMs: 300, processMetrics: false });
    const guard = overload({ registry: seen.registry });
    const kit = service({ telemetry: seen, overload: guard });
    const server = createServer(
      nodeListener(kit, (_request, response) => response.end(), { route: () => '/quo"te\\:id' }),
    );
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      await fetch(`${url}/orders/1`);
      const page = await (await fetch(`${url}/metrics`)).text();
      expect(page).toContain('http_server_request_duration_seconds_bucket{');
      expect(check(page)).toEqual({ status: 0, said: '' });
      expect(check(`${page}broken{ 1\n`).status).not.toBe(0);
    } finally {
      guard.stop();
      server.closeAllConnections();
      server.close();
    }
  });
});

function check(page: string): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(PROMTOOL, ['check', 'metrics'], {
    input: page,
    encoding: 'utf8',
  });
  return { status, said: `${stdout}${stderr}` };
}
