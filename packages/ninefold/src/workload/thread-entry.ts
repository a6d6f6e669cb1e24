/**
 * Where the code of a worker thread lies, given the module that starts it and the thread's file
 * name without extension. Node 20 cannot run TypeScript, so that from `src` (under vitest) it is
 * the compiled file in `dist`: build before testing.
 */
export function threadEntry(moduleUrl: string, name: string): URL {
  if (!moduleUrl.endsWith('.ts')) return new URL(`./${name}.js`, moduleUrl);
  const source = new URL(`./${name}.js`, moduleUrl);
  const at = source.pathname.lastIndexOf('/src/');
  source.pathname = `${source.pathname.slice(0, at)}/dist/${source.pathname.slice(at + 5)}`;
  return source;
}
