import { request } from 'node:http';
/** As much of an answer as is ever looked at (bytes). */
const MOST_BYTES = 1024 * 1024;
/**
 * Asks once, over a connection of its own.
 *
 * @throws the system's error, or one that says that no answer came in time
 */
export function askHttp(question) {
    const { host, port, path, method = 'GET', json, login, withinMs } = question;
    return new Promise((resolve, reject) => {
        const body = json === undefined ? undefined : JSON.stringify(json);
        const asked = request({
            host,
            port,
            path,
            method,
            agent: false,
            ...(login ? { auth: `${login.user}:${login.password}` } : {}),
            ...(body === undefined
                ? {}
                : {
                    headers: {
                        'content-type': 'application/json',
                        'content-length': Buffer.byteLength(body),
                    },
                }),
        });
        const timer = setTimeout(() => {
            asked.destroy(new Error(`${host}:${port} did not answer within ${withinMs} ms`));
        }, withinMs);
        asked.once('response', (response) => {
            let text = '';
            response.setEncoding('utf8');
            response.on('data', (chunk) => {
                text += chunk;
                if (text.length > MOST_BYTES)
                    asked.destroy(new Error(`${host}:${port} answers too much`));
            });
            response.once('end', () => {
                clearTimeout(timer);
                asked.destroy();
                resolve({ status: response.statusCode ?? 0, text });
            });
            response.once('error', reject);
        });
        asked.once('error', (error) => {
            clearTimeout(timer);
            reject(error);
        });
        asked.end(body);
    });
}
//# sourceMappingURL=ask-http.js.map