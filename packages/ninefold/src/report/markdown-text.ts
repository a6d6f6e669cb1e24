import { plainText } from './plain-text.ts';

/** Text from outside as Markdown shows it literally, on one line. */
export function markdownText(text: string): string {
  return plainText(text).replaceAll(/[\\`*_[\]<>&#|~]/g, (character) => `\\${character}`);
}
