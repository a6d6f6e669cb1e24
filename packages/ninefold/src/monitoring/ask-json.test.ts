import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';

import { BadInputError, EnvironmentError } from '../ports/errors.ts';
import { askJson, monitoringAddress } from './ask-json.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Answers all with the same; the URL, and what `authorization` it was asked with. */
async function answering(
  status: number,
  body: string,
): Promise<{ readonly host: string; readonly asked: (string | undefined)[] }> {
  const asked: (string | undefined)[] = [];
  const server = createServer(({ headers }, response) => {
    asked.push(headers.authorization);
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

function ask(url: string): Promise<unknown> {
  const { signal } = new AbortController();
  return askJson(monitoringAddress('prometheus', url), 'api', undefined, signal);
}

test('user and password are sent as they are, once decoded, and never shown', async () => {
  const { host, asked } = await answering(200, '[]');
  await ask(`http://me:50%25%20%C3%A9@${host}`);
  await ask(`http://:hush@${host}`);
  await ask(`http://${host}`);
  const basic = (login: string): string => `Basic ${Buffer.from(login).toString('base64')}`;
  expect(asked).toEqual([basic('me:50% é'), basic(':hush'), undefined]);
  expect(monitoringAddress('prometheus', `http://me:hush@${host}/prom`).shown).toBe(
    `http://${host}/prom`,
  );
});

test.each(['http://user:50%off@127.0.0.1:9090', 'http://%:x@127.0.0.1:9090', 'http://a:%E9@h'])(
  'a %% that stands for itself is bad input, not an error of ours: %s',
  (url) => {
    for (const option of ['prometheus', 'alertmanager']) {
      const reading = (): unknown => monitoringAddress(option, url);
      expect(reading).toThrow(BadInputError);
      expect(reading).toThrow(`--${option}: the user or the password in its URL`);
      expect(reading).not.toThrow('off');
    }
  },
);

test.each([401, 403])(
  '%i says what is the matter with the credentials, JSON or not',
  async (status) => {
    for (const body of ['no', '{"error":"unauthorized"}', '{"status":"error","error":"no"}']) {
      const { host } = await answering(status, body);
      const without = ask(`http://${host}`);
      await expect(without).rejects.toThrow(EnvironmentError);
      await expect(without).rejects.toThrow(
        `it answers ${status}: it wants a user and a password, in its URL as http://USER:PASSWORD@${host}`,
      );
      const wrong = ask(`http://me:hush@${host}`);
      await expect(wrong).rejects.toThrow(
        `it answers ${status}: the user or the password is wrong`,
      );
      await expect(wrong).rejects.not.toThrow('hush');
    }
  },
);

test('who answers no JSON is not what was meant, or is in trouble', async () => {
  const { host } = await answering(404, '<html>');
  await expect(ask(`http://${host}`)).rejects.toThrow('is not what it was taken for');
  const starting = await answering(503, 'Service Unavailable');
  await expect(ask(`http://${starting.host}`)).rejects.toThrow('it is starting or in trouble');
});
