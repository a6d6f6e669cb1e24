import { EnvironmentError } from '../../ports/errors.js';
import { askHttp } from '../../sockets/ask-http.js';
/**
 * `GET /cluster`.
 *
 * @throws when it does not answer in time
 */
export async function readCluster({ address, port }, withinMs) {
    const { text } = await askHttp({ host: address, port, path: '/cluster', withinMs });
    const answer = JSON.parse(text);
    const members = typeof answer === 'object' && answer !== null && 'members' in answer ? answer.members : [];
    if (!Array.isArray(members))
        return [];
    return members.map((member) => ({
        name: String(member['name']),
        role: String(member['role']),
        state: String(member['state']),
        timeline: typeof member['timeline'] === 'number' ? member['timeline'] : undefined,
    }));
}
/**
 * PostgreSQL's version and Patroni's, for people.
 *
 * @throws when it does not answer in time
 */
export async function readVersions({ address, port }) {
    const { text } = await askHttp({ host: address, port, path: '/patroni', withinMs: 2_000 });
    const answer = JSON.parse(text);
    // 150016 is 15.16.
    const number = answer.server_version ?? 0;
    const postgres = `${Math.floor(number / 10_000)}.${number % 10_000}`;
    return `${postgres} under Patroni ${answer.patroni?.version ?? 'unknown'}`;
}
/** Whether Patroni answers at all, whatever it says. */
export async function answersRest({ address, port }, withinMs) {
    try {
        await askHttp({ host: address, port, path: '/liveness', withinMs });
        return true;
    }
    catch {
        return false;
    }
}
/** How long Patroni may take for what it is told (ms); it answers when it is done. */
const COMMAND_WITHIN_MS = 60_000;
/**
 * `POST /switchover`: from the leader to whom Patroni chooses.
 *
 * @throws EnvironmentError with its answer when it refuses
 */
export async function switchover(endpoint, leader) {
    await command(endpoint, '/switchover', { leader });
}
/**
 * `POST /restart`: PostgreSQL only, Patroni stays.
 *
 * @throws EnvironmentError with its answer when it refuses
 */
export async function restartPostgres(endpoint) {
    await command(endpoint, '/restart', {});
}
async function command({ address, port, login }, path, json) {
    const { status, text } = await askHttp({
        host: address,
        port,
        path,
        method: 'POST',
        json,
        ...(login ? { login } : {}),
        withinMs: COMMAND_WITHIN_MS,
    });
    if (status < 200 || status > 299) {
        throw new EnvironmentError(`Patroni refused POST ${path} (${status}): ${text.trim()}`);
    }
}
//# sourceMappingURL=rest-api.js.map