import { ORDER_SERVICE } from './small-apps.ts';

/** What a test may say about a contract; the rest is as a first contract would have it. */
export interface ContractWords {
  readonly rto?: string;
  /** As YAML, in one line. */
  readonly availability?: string;
  readonly rate?: string;
  readonly balancer?: string;
  readonly faults?: readonly string[];
  readonly more?: string;
}

/** The example's order service over PostgreSQL, with a promise that a busy machine can keep. */
export function ordersContract(words: ContractWords = {}): string {
  return `service: orders
promise: { availability: ${words.availability ?? '50%'}, rto: ${words.rto ?? '10s'}, rpo: 0 }
app: { run: [node, ${ORDER_SERVICE}], replicas: 3 }
stores: { orders: { engine: postgres, members: 3, replication: synchronous } }
balancer: ${words.balancer ?? '{}'}
workload:
  rate: ${words.rate ?? '50/s'}
  write: { path: /orders, headers: { Idempotency-Key: '"{{id}}"' }, acknowledged: [201] }
  read: { path: "/orders/{{id}}" }
${words.more ?? ''}
${proofOf(words)}`;
}

/** A store alone, which its clients write to in SQL. */
export function storeContract(words: ContractWords = {}): string {
  return `service: ledger
promise: { availability: ${words.availability ?? '50%'}, rto: ${words.rto ?? '10s'}, rpo: 0 }
stores: { ledger: { engine: postgres, members: 3, replication: synchronous } }
workload: { rate: ${words.rate ?? '50/s'} }
${words.more ?? ''}
${proofOf(words)}`;
}

export interface AppWords extends ContractWords {
  /** As a YAML list. */
  readonly run: string;
  readonly replicas?: number;
  readonly appMore?: string;
}

/** An app alone, which keeps its writes by itself. */
export function appContract(words: AppWords): string {
  return `service: notes
promise: { availability: ${words.availability ?? '50%'}, rto: ${words.rto ?? '10s'} }
app:
  run: ${words.run}
  replicas: ${words.replicas ?? 3}
  ${words.appMore ?? ''}
balancer: ${words.balancer ?? '{}'}
workload:
  rate: ${words.rate ?? '50/s'}
  write: { path: /notes, headers: { Idempotency-Key: '"{{id}}"' }, acknowledged: [201] }
  read: { path: "/notes/{{id}}" }
${words.more ?? ''}
${proofOf(words)}`;
}

function proofOf({ faults }: ContractWords): string {
  const listed = faults?.map((fault) => `\n    - ${fault}`).join('');
  return `proof:\n  trials: 1\n${listed === undefined ? '' : `  faults:${listed}\n`}`;
}
