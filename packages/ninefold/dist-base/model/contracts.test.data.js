import { parseContract } from '../contract/parse-contract.js';
/** A contract from its text. */
export function contractFrom(text) {
    const parsed = parseContract(text, 'ninefold.yaml');
    if (!parsed.ok)
        throw new Error(JSON.stringify(parsed.problems));
    return parsed.contract;
}
const service = 'app: { run: [node, server.js], replicas: 3 }\nworkload: { write: POST /o, read: "GET /o/{{id}}" }\n';
/** Three replicas over three synchronous members, all in one zone behind one balancer. */
export const oneZone = `service: checkout
promise: { availability: 99.95%, rto: 5s, rpo: 0 }
${service}stores: { orders: { members: 3 } }
`;
/** Three regions of three zones, two balancers in each. */
export const threeRegions = `service: checkout
promise: { availability: 99.99%, rto: 5s, rpo: 0 }
regions: [eu, us, asia]
${service.replace('replicas: 3', 'replicas: 6')}stores: { orders: { members: 5 } }
calls: { payment-api: { availability: 99.9%, attempts: 3, fallback: 90% } }
assumptions: { zone: { count: 3 }, balancer: { members: 2 } }
`;
/** All tiers redundant over regions and zones, and nothing else: five to six nines. */
export const rareOutages = `service: rare
promise: { availability: 99.999%, rto: 5s, rpo: 0 }
regions: [eu, us, asia]
${service.replace('replicas: 3', 'replicas: 9')}stores: { orders: { members: 5 } }
assumptions:
  zone: { count: 3 }
  balancer: { members: 2, failover: 1ms }
  failover: { coverage: 100%, success: 100%, promote: 1ms }
  region: { failover: 1ms, mttr: 10m }
  commonCause: 0
  deploy: { failures: 0 }
  configuration: { mtbf: 36000d, mttr: 1ms }
  human: { mtbf: 36000d, mttr: 1ms }
`;
//# sourceMappingURL=contracts.test.data.js.map