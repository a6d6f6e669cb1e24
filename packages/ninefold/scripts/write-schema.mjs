// Writes schema.json and topology.schema.json from what their parsers use. Run after a build:
//   npx tsc -b packages/ninefold && node packages/ninefold/scripts/write-schema.mjs
import { writeFile } from 'node:fs/promises';
import { factsJsonSchema } from '../dist/audit/facts-file.js';
import { contractJsonSchema } from '../dist/contract/json-schema.js';

for (const [name, schema] of [
  ['schema.json', contractJsonSchema()],
  ['topology.schema.json', factsJsonSchema()],
])
  await writeFile(
    new URL(`../${name}`, import.meta.url),
    `${JSON.stringify(schema, undefined, 2)}\n`,
  );
