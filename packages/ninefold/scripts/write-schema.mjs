// Writes schema.json and topology.schema.json from what their parsers use. Run after a build:
//   npx tsc -b packages/ninefold && node packages/ninefold/scripts/write-schema.mjs
import { writeFile } from 'node:fs/promises';
import { factsJsonSchema } from '../dist/audit/facts-file.js';
import { contractJsonSchema } from '../dist/contract/json-schema.js';

await write('schema.json', contractJsonSchema());
await write('topology.schema.json', factsJsonSchema());

function write(name, schema) {
  const text = `${JSON.stringify(schema, undefined, 2)}\n`;
  return writeFile(new URL(`../${name}`, import.meta.url), text);
}
