// Writes kubernetes-schema.json from Kubernetes' own OpenAPI v3 documents, without prose:
//   go mod download -json k8s.io/kubernetes@v1.36.3
//   node scripts/write-kubernetes-schema.mjs <that folder>/api/openapi-spec/v3 1.36
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, version] = process.argv.slice(2);
const schemas = {};
for (const name of readdirSync(folder).toSorted()) {
  if (!/^apis?__/.test(name) || /alpha|apiextensions|apiregistration/.test(name)) continue;
  const { components } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  Object.assign(schemas, components?.schemas ?? {});
}

const any = new Set(['JSON', 'RawExtension', 'FieldsV1', 'JSONSchemaProps']);
const names = new Map();
const types = [];
const kinds = {};

/** A type in one word: s i n b (scalars), q (int or string), * (anything), [T, {T, #index. */
function typeOf(schema) {
  if (schema.allOf?.length === 1) return typeOf(schema.allOf[0]);
  if (schema.$ref) return reference(schema.$ref.split('/').at(-1));
  if (schema['x-kubernetes-preserve-unknown-fields']) return '*';
  if (schema.format === 'int-or-string' || schema.oneOf) return 'q';
  if (schema.type === 'array') return `[${typeOf(schema.items)}`;
  if (schema.type === 'object') {
    return schema.additionalProperties ? `{${typeOf(schema.additionalProperties)}` : '*';
  }
  return { string: 's', integer: 'i', number: 'n', boolean: 'b' }[schema.type] ?? '*';
}

function reference(name) {
  const schema = schemas[name];
  if (schema === undefined || any.has(name.split('.').at(-1))) return '*';
  if (schema.type !== 'object' || !schema.properties) return typeOf(schema);
  if (!names.has(name)) {
    names.set(name, types.length);
    const type = { fields: {} };
    types.push(type);
    for (const [field, one] of Object.entries(schema.properties)) type.fields[field] = typeOf(one);
    if (schema.required) type.required = schema.required;
  }
  return `#${names.get(name)}`;
}

for (const [name, schema] of Object.entries(schemas)) {
  for (const { group, version: of, kind } of schema['x-kubernetes-group-version-kind'] ?? []) {
    if (/List$|Options$|^WatchEvent$|^Status$|^APIGroup|^APIResource|^APIVersions$/.test(kind))
      continue;
    if (!schema.properties?.metadata) continue;
    kinds[`${group ? `${group}/` : ''}${of} ${kind}`] = Number(reference(name).slice(1));
  }
}
const path = new URL('../kubernetes-schema.json', import.meta.url);
const text = `${JSON.stringify({ version, kinds, types })}\n`;
writeFileSync(path, text);
process.stdout.write(
  `${Object.keys(kinds).length} kinds, ${types.length} types, ${text.length} bytes\n`,
);
