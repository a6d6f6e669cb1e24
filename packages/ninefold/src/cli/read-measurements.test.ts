import { expect, test } from 'vitest';
import { measurementsIn } from './read-measurements.ts';

test('reads the columns in any order, with times as dates or as seconds', () => {
  expect(
    measurementsIn(
      'Throughput, time, concurrency\r\n100, 2026-11-24T00:00:00Z, 4\r\n\r\n110,1795478400,5\r\n',
      'm.csv',
    ),
  ).toEqual([
    { throughput: 100, atMs: Date.UTC(2026, 10, 24), concurrency: 4 },
    { throughput: 110, atMs: 1_795_478_400_000, concurrency: 5 },
  ]);
});

test.each([
  ['trhoughput,time\n1,2\n', 'm.csv:1: there is no column "trhoughput"; did you mean throughput?'],
  ['throughput\n1\n', 'm.csv:1: expected the columns throughput and concurrency'],
  ['time,concurrency\n1,2\n', 'm.csv:1: expected the columns throughput'],
  ['throughput,time,time\n1,2,3\n', 'each once'],
  ['throughput,time\n1\n', 'm.csv:2: 1 values, and there are 2 columns'],
  ['throughput,time\n1,2\nfast,3\n', 'm.csv:3: "fast" is no throughput'],
  ['throughput,time\n-1,2\n', 'm.csv:2: "-1" is no throughput'],
  ['throughput,time\n1,yesterday\n', 'm.csv:2: "yesterday" is no time'],
  ['throughput,time\n1,2026-02-31T00:00:00Z\n', 'm.csv:2: "2026-02-31T00:00:00Z" is no time'],
  ['throughput,time\n', 'm.csv has no measurements'],
  ['', 'm.csv:1: there is no column ""'],
])('%j is bad input, at its line', (text, message) => {
  expect(() => measurementsIn(text, 'm.csv')).toThrow(message);
});
