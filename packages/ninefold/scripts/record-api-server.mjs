// Records what a live API server answers to `ninefold audit --cluster`, for tests/audit-cluster:
//   KUBECONFIG=… node scripts/record-api-server.mjs > tests/audit-cluster/answers.json
// docs/kubernetes.md says how the server was made, and what was in it.
import { openApiServer } from '../dist/cluster/api-server.js';
import { readCluster } from '../dist/cluster/read-cluster.js';

const api = await openApiServer({ environment: process.env });
const answers = {};
const withoutManagers = (key, value) => (key === 'managedFields' ? undefined : value);
await readCluster({
  ...api,
  async get(path) {
    const answer = await api.get(path);
    answers[path.replace(/\?.*$/, '')] = JSON.parse(JSON.stringify(answer, withoutManagers));
    return answer;
  },
});
process.stdout.write(`${JSON.stringify(answers, null, 1)}\n`);
