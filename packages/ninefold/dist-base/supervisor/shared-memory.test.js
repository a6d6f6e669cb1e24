import { expect, it } from 'vitest';
import { orphanedSegments } from './shared-memory.js';
const table = `       key      shmid perms                  size  cpid  lpid nattch   uid   gid  cuid  cgid      atime      dtime      ctime                   rss                  swap
   9977082         11   600                    56   100   100      0 65534 65534 65534 65534 1 2 3 4096 0
   9977083         12   600                    56   100   100      1 65534 65534 65534 65534 1 2 3 4096 0
   9977084         13   600                    56   200   200      0 65534 65534 65534 65534 1 2 3 4096 0
`;
it('names the segments of these creators that nobody holds', () => {
    expect(orphanedSegments(table, new Set([100]))).toEqual([11]);
});
it('names none of others', () => {
    expect(orphanedSegments(table, new Set([300]))).toEqual([]);
    expect(orphanedSegments('', new Set([100]))).toEqual([]);
});
//# sourceMappingURL=shared-memory.test.js.map