import { expect, it } from 'vitest';

import { parseAnswers, parseStat } from './parse-stat.ts';

const HEAD =
  '# pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,dreq,dresp,ereq,econ,eresp,wretr,wredis,status,weight';

it('tells which servers are led to, and how many sessions they have', () => {
  const csv = `${HEAD}
app,app0,0,0,3,9,128,70,1,1,,0,,0,0,0,0,UP,1
app,app1,0,0,0,9,128,70,1,1,,0,,0,0,0,0,DOWN,1
app,app2,0,0,1,9,128,70,1,1,,0,,0,0,0,0,DRAIN,1
app,app3,0,0,1,9,128,70,1,1,,0,,0,0,0,0,UP 1/3,1

`;
  expect(parseStat(csv)).toEqual([
    { backend: 'app', server: 'app0', isUp: true, sessions: 3 },
    { backend: 'app', server: 'app1', isUp: false, sessions: 0 },
    { backend: 'app', server: 'app2', isUp: false, sessions: 1 },
    { backend: 'app', server: 'app3', isUp: true, sessions: 1 },
  ]);
});

it('knows no server of an empty answer', () => {
  expect(parseStat('')).toEqual([]);
});

it('tells what clients of a backend were answered, and nothing of one that is not there', () => {
  const csv = `# pxname,svname,hrsp_1xx,hrsp_2xx,hrsp_3xx,hrsp_4xx,hrsp_5xx,hrsp_other
app,BACKEND,0,70,1,2,5,3
other,BACKEND,0,1,0,0,9,0
`;
  expect(parseAnswers(csv, 'app')).toEqual({ good: 73, bad: 5 });
  expect(parseAnswers(csv, 'absent')).toBeUndefined();
});
