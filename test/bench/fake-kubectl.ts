/**
 * Stands for kubectl in the benchmark: `get --raw` lists a crowd of pods page by page and then tells of changes.
 * BENCH_PODS: how many there are; BENCH_CHANGES: how many change in a second.
 */
import {crowdOwners, podOfCrowd} from './crowd.ts';

const PODS = Number(process.env['BENCH_PODS']);
const CHANGES = Number(process.env['BENCH_CHANGES']);
/** Between two bursts of changes. */
const BURST_MS = 50;

const url = new URL(process.argv[process.argv.indexOf('--raw') + 1] ?? '', 'https://cluster.example');
const kind = url.pathname.split('/').at(-1) ?? '';
const query = url.searchParams;

function itemsOf(from: number, limit: number): unknown[] {
  if (kind === 'events') return [];
  if (kind === 'pods')
    return Array.from({length: Math.min(limit, PODS - from)}, (_, index) => podOfCrowd(from + index, 0, 1));
  return [crowdOwners(PODS)[kind as 'deployments' | 'replicasets']];
}

function list(): void {
  const limit = Number(query.get('limit') ?? PODS);
  const from = Number(query.get('continue') ?? 0);
  const isMore = kind === 'pods' && from + limit < PODS;
  const metadata = {resourceVersion: '1', ...(isMore ? {continue: String(from + limit)} : {})};
  process.stdout.write(JSON.stringify({kind: 'List', metadata, items: itemsOf(from, limit)}));
}

/** Nobody may be left to end us when the program that we answer is killed. */
function endWithParent(): void {
  const parent = process.ppid;
  process.stdout.on('error', () => process.exit());
  setInterval(() => {
    if (process.ppid !== parent) process.exit();
  }, 200);
}

function watch(): void {
  endWithParent();
  let told = 0;
  const began = performance.now();
  setInterval(() => {
    if (kind !== 'pods') return;
    const wanted = Math.floor(((performance.now() - began) / 1000) * CHANGES);
    let lines = '';
    for (; told < wanted; told++) {
      // A stride that has no factor in common with any such number visits all of them.
      const object = podOfCrowd((told * 7919) % PODS, 1 + Math.floor(told / PODS), told + 2);
      lines += `${JSON.stringify({type: 'MODIFIED', object})}\n`;
    }
    if (lines !== '') process.stdout.write(lines);
  }, BURST_MS);
}

if (query.get('watch') === '1') watch();
else if (url.pathname === '/version') process.stdout.write('{"gitVersion":"v1.33.0"}');
else list();
