import type { AttachSpec, AttachedMember } from '../../contract/attach.ts';
import {
  type PatroniEndpoint,
  type PatroniSelf,
  readClusterView,
  readSelf,
} from '../../engines/patroni/rest-api.ts';
import { messageOf } from '../../ports/errors.ts';
import { askHttp } from '../../sockets/ask-http.ts';
import type { Look } from './look.ts';

/** A member that needs longer is not well (ms). */
const ANSWER_MS = 2_000;

/** Asks every member once, all at the same time, over connections of their own. Nothing is changed. */
export async function askMembers({ stores, app, etcd }: AttachSpec): Promise<Look> {
  const clusters = Promise.all(
    stores.map(async ({ name, members }) => {
      const views = await Promise.all(
        members.map(async (member) => {
          const view = readClusterView(endpointOf(member), ANSWER_MS).catch(() => undefined);
          return [member.name, await view] as const;
        }),
      );
      return [name, new Map(views)] as const;
    }),
  );
  const others = Promise.all(
    [...app, ...etcd].map(async (member) => [member.name, await flawOf(member)] as const),
  );
  return { stores: new Map(await clusters), others: new Map(await others) };
}

/**
 * What the member's Patroni says of itself.
 *
 * @throws when it does not answer
 */
export function askPatroni(member: AttachedMember): Promise<PatroniSelf> {
  return readSelf(endpointOf(member), ANSWER_MS);
}

export function endpointOf({ url }: AttachedMember): PatroniEndpoint {
  const { protocol, hostname, port } = new URL(url);
  const secure = protocol === 'https:';
  return {
    address: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
    port: port === '' ? (secure ? 443 : 80) : Number(port),
    secure,
  };
}

/** Why it is not well; undefined when it answers 2xx. */
async function flawOf(member: AttachedMember): Promise<string | undefined> {
  const { pathname, search } = new URL(member.url);
  const { address, port, secure = false } = endpointOf(member);
  try {
    const { status } = await askHttp({
      host: address,
      port,
      secure,
      path: `${pathname}${search}`,
      withinMs: ANSWER_MS,
    });
    return status >= 200 && status <= 299 ? undefined : `${member.url} answered ${status}`;
  } catch (error) {
    return messageOf(error);
  }
}
