/**
 * `npm run soak`: hours of watching while everything goes wrong. The built program watches a Deployment of the
 * practice cluster three ways, as lines, as JSON and on a screen of 80 by 24, over a line that breaks again and
 * again. What it shows must be right whenever the cluster comes to rest, and its memory must stay as it is. Prints
 * Markdown tables; ends with 1 when something was wrong. `--minutes 120`, `--seed 1`.
 */
import {parseArgs} from 'node:util';
import {isWell, soakText} from './soak/report.ts';
import {runSoak} from './soak/run-soak.ts';

const {values} = parseArgs({
  options: {minutes: {type: 'string', default: '120'}, seed: {type: 'string', default: '1'}},
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error('--minutes takes a number above 0, --seed a whole number.');
  process.exit(2);
}

const stop = new AbortController();
process.on('SIGINT', () => {
  console.error('Ending; the tables are of what was until now.');
  stop.abort();
});
process.on('SIGTERM', () => stop.abort());

console.error(`${minutes} minutes of watching, seed ${seed}. Ctrl+C ends it with the tables so far.`);
const report = await runSoak({minutes, seed, signal: stop.signal, say: (line) => console.error(line)});
console.log(soakText(report));
// Nothing that a fault has left open keeps us.
process.exit(isWell(report) ? 0 : 1);
