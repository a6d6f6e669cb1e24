import { existsSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { RequestOptions } from 'node:https';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { nearestName } from '../contract/nearest-name.ts';
import { BadInputError, EnvironmentError, codeOf, messageOf } from '../ports/errors.ts';

/** An API server of Kubernetes that is only ever asked. */
export interface ApiServer {
  /** The context's name, and the server's address. */
  readonly context: string;
  readonly server: string;
  /**
   * One GET. A path is such as `/apis/apps/v1/deployments?limit=500`.
   *
   * @throws EnvironmentError nobody answers, or not in JSON, or it does not know who asks
   */
  get(path: string): Promise<ApiAnswer>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface ApiServerOptions {
  /** A kubeconfig; default: those in KUBECONFIG, then `~/.kube/config`, then the pod's own account. */
  readonly kubeconfig?: string;
  /** Default: the kubeconfig's current one. */
  readonly context?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** One page of a list of a large cluster is some MB. */
const maxAnswerBytes = 256 * 1024 * 1024;

/** An API server ends a slow list itself after 60 s. */
const answerTimeoutMs = 65_000;

/**
 * Connects as a kubeconfig says, with every way to log in that `@kubernetes/client-node` knows. Nothing
 * is asked yet.
 *
 * @throws BadInputError there is no kubeconfig, it can't be read, or has no such context
 * @throws EnvironmentError the package is not installed
 */
export async function openApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const client = await loadClient();
  const config = new client.KubeConfig();
  const files = kubeconfigFiles(options);
  try {
    for (const [index, file] of files.entries()) {
      if (index === 0) {
        config.loadFromFile(file);
        continue;
      }
      const more = new client.KubeConfig();
      more.loadFromFile(file);
      config.mergeConfig(more, true);
    }
    if (files.length === 0) config.loadFromCluster();
  } catch (error) {
    // The parser adds a drawing of the place, which may show a token.
    const [reason] = messageOf(error).split('\n');
    throw new BadInputError(`can't read ${files.join(', ')} as a kubeconfig: ${reason ?? ''}`, {
      cause: error,
    });
  }
  chooseContext(config, options.context, files);
  const server = config.getCurrentCluster()?.server ?? '';
  if (!/^https?:\/\//.test(server) || !URL.canParse(server)) {
    throw new BadInputError(
      `context ${config.getCurrentContext()} of ${files.join(', ')} has no server; expected an address such as https://10.0.0.1:6443`,
    );
  }
  return {
    context: config.getCurrentContext(),
    server,
    async get(path) {
      const url = new URL(server.replace(/\/+$/, '') + path);
      const connection: RequestOptions = {};
      try {
        await config.applyToHTTPSOptions(connection);
      } catch (error) {
        throw new EnvironmentError(
          `can't log in to ${server} as the kubeconfig says: ${messageOf(error)}`,
          { cause: error },
        );
      }
      const { status, text } = await answerOf(url, connection);
      if (status === 401) {
        throw new EnvironmentError(
          `${server} does not know who asks (401): log in again, or choose another --context than ${config.getCurrentContext()}`,
        );
      }
      return { status, body: parseAnswer(text, status, url) };
    },
  };
}

async function loadClient(): Promise<typeof import('@kubernetes/client-node')> {
  try {
    return await import('@kubernetes/client-node');
  } catch (error) {
    if (codeOf(error) !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new EnvironmentError(
      'ninefold audit --cluster needs @kubernetes/client-node beside ninefold: npm install @kubernetes/client-node, or npx -p ninefold -p @kubernetes/client-node ninefold audit --cluster',
      { cause: error },
    );
  }
}

/** Files to read; none: this is a pod with an account of its own. */
function kubeconfigFiles({ kubeconfig, environment }: ApiServerOptions): readonly string[] {
  if (kubeconfig !== undefined) {
    if (existsSync(kubeconfig)) return [kubeconfig];
    throw new BadInputError(`there is no kubeconfig ${kubeconfig}`);
  }
  const named = (environment['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '');
  const found = named.filter((file) => existsSync(file));
  if (found.length > 0) return found;
  if (named.length > 0) {
    throw new BadInputError(`KUBECONFIG names ${named.join(', ')}, and there is no such file`);
  }
  const own = join(environment['HOME'] ?? homedir(), '.kube', 'config');
  if (existsSync(own)) return [own];
  if (
    environment['KUBERNETES_SERVICE_HOST'] !== undefined &&
    existsSync('/var/run/secrets/kubernetes.io/serviceaccount/token')
  ) {
    return [];
  }
  throw new BadInputError(
    `there is no kubeconfig: expected --kubeconfig FILE, KUBECONFIG, or ${own}`,
  );
}

function chooseContext(
  config: KubeConfig,
  wanted: string | undefined,
  files: readonly string[],
): void {
  const names = config.getContexts().map(({ name }) => name);
  if (wanted !== undefined) config.setCurrentContext(wanted);
  const current = config.getCurrentContext();
  if (current !== '' && config.getContextObject(current) !== null) return;
  const nearest = current === undefined ? undefined : nearestName(current, names);
  const where = files.join(', ');
  throw new BadInputError(
    current === undefined || current === ''
      ? `${where} has no current context; choose one with --context: ${names.join(', ')}`
      : `${where} has no context "${current}"; ${nearest === undefined ? `it has ${names.join(', ')}` : `did you mean "${nearest}"?`}`,
  );
}

function answerOf(
  url: URL,
  connection: RequestOptions,
): Promise<{ readonly status: number; readonly text: string }> {
  const ask = url.protocol === 'http:' ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(
        new EnvironmentError(`can't reach ${url.origin}: ${messageOf(error)}`, { cause: error }),
      );
    };
    const request = ask(url, { ...connection, method: 'GET' }, (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        chunks.push(chunk);
        if (length > maxAnswerBytes) request.destroy(new Error('it answers without end'));
      });
      response.on('error', fail);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    request.setHeader('accept', 'application/json');
    request.setTimeout(answerTimeoutMs, () => {
      request.destroy(new Error(`no answer within ${answerTimeoutMs / 1000} s`));
    });
    request.on('error', fail);
    request.end();
  });
}

/** A proxy in between may answer anything; a 404 of the API server may be plain text. */
function parseAnswer(text: string, status: number, url: URL): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (status === 404 || status === 403) return undefined;
    throw new EnvironmentError(
      `${url.origin} is no API server of Kubernetes: it answered ${status} and no JSON to ${url.pathname}`,
      { cause: error },
    );
  }
}
