import type { Contract } from '../../contract/contract.ts';
import type { Rendered } from '../rendered.ts';
/** Kafka 4.x (KRaft) for each log of the contract: a folder a host, and one for clients. */
export declare function renderKafkaTarget(contract: Contract): Rendered;
//# sourceMappingURL=target.d.ts.map