import type {Size} from '../choices.ts';

export interface SizeRow {
  readonly name: Size;
  readonly label: string;
  readonly replicas: number;
  /** Kubernetes quantities for one replica. */
  readonly cpu: string;
  readonly memory: string;
  /** Pipeline tasks that all replicas together run at once. */
  readonly parallelTasks: number;
}

/** Every replica is the same, larger sizes have more of them. Source: Harness docs, delegate sizing. */
export const SIZE_ROWS: readonly SizeRow[] = [
  {name: 'laptop', label: 'Laptop', replicas: 1, cpu: '0.5', memory: '2048Mi', parallelTasks: 10},
  {name: 'small', label: 'Small', replicas: 2, cpu: '0.5', memory: '2048Mi', parallelTasks: 20},
  {name: 'medium', label: 'Medium', replicas: 4, cpu: '0.5', memory: '2048Mi', parallelTasks: 40},
  {name: 'large', label: 'Large', replicas: 8, cpu: '0.5', memory: '2048Mi', parallelTasks: 80},
];

interface SizeAnswers {
  readonly size: Size;
  readonly replicas?: number | undefined;
  readonly cpu?: string | undefined;
  readonly memory?: string | undefined;
}

/** Replicas, and cpu and memory of one replica: the row of the size, with what was answered in its place. */
export function sizeOf({
  size,
  replicas,
  cpu,
  memory,
}: SizeAnswers): Pick<SizeRow, 'replicas' | 'cpu' | 'memory'> {
  const row = SIZE_ROWS.find(({name}) => name === size) ?? SIZE_ROWS[0]!;
  return {replicas: replicas ?? row.replicas, cpu: cpu ?? row.cpu, memory: memory ?? row.memory};
}
