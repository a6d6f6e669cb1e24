/** What Alertmanager takes as a webhook; `tests/slo-alerting.test.ts` asks amtool. */
export const LINKS: readonly string[] = [
  'http://127.0.0.1:9095/page',
  'https://wiki.example.com',
  'http://[::1]:9095/page',
  'https://a.example/b?c=%C3%BC&d#e',
  'https://é.example/ü',
  'http://a/{{x',
];

/** What it refuses. */
export const NO_LINKS: readonly string[] = [
  'http://[',
  'http://[::1',
  'http://a:x/',
  'http://a|b/',
  'http://a b/',
  'http:///x',
  'http://?x',
  'http://a\\b/',
  'http://a/%zz',
  'http://a%41/',
  'http://a/\u0001',
  'http://a/\u007f',
];
