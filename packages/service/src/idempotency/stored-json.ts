import type { StoredResult } from './store.ts';

/** A result as text, its body in base64. */
export function toJson({ status, headers, body }: StoredResult): string {
  return JSON.stringify({ status, headers, body: Buffer.from(body).toString('base64') });
}

/** @throws SyntaxError or TypeError for what `toJson` did not write */
export function fromJson(text: string): StoredResult {
  const { status, headers, body } = JSON.parse(text) as {
    status: number;
    headers: StoredResult['headers'];
    body: string;
  };
  return { status, headers, body: Buffer.from(body, 'base64') };
}
