/**
 * `npm run bench`: what the program costs, beside others, in real pseudo-terminals. Prints Markdown tables.
 * `--write` puts them into PERFORMANCE.md, README.md and test/bench/last.json; `--quick` takes fewer runs.
 */
import {parseArgs} from 'node:util';
import type {Section} from './bench/figures.ts';
import {machineSentence} from './bench/machine.ts';
import {measureMemory} from './bench/memory.ts';
import {buildExecutable, measurePackage} from './bench/package.ts';
import {preparePeers} from './bench/peers.ts';
import {reportText, writeReport} from './bench/report.ts';
import {measureRollout} from './bench/rollout.ts';
import {measureBytes} from './bench/screen-bytes.ts';
import {measureStarts} from './bench/start-up.ts';
import {openWorkshop} from './bench/workshop.ts';

const {values} = parseArgs({options: {write: {type: 'boolean'}, quick: {type: 'boolean'}}});
const count = values.quick ? {starts: 5, installs: 2, seconds: 4} : {starts: 21, installs: 5, seconds: 10};

const day = new Date().toISOString().slice(0, 10);
const machine = machineSentence(day);
const workshop = openWorkshop();

async function told(what: string, work: () => Promise<Section>): Promise<Section> {
  const started = performance.now();
  const section = await work();
  console.error(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return section;
}

try {
  console.error('Preparing the programs to compare with …');
  const peers = await preparePeers(workshop);
  const executable = buildExecutable(workshop);
  const sections = [
    await told('Starts', () =>
      measureStarts({workshop, peers, runs: count.starts, ...(executable === undefined ? {} : {executable})}),
    ),
    await told('Package', () =>
      measurePackage({workshop, runs: count.installs, ...(executable === undefined ? {} : {executable})}),
    ),
    await told('Bytes', () => measureBytes({workshop, peers})),
    await told('Memory', () => measureMemory({workshop, peers})),
    await told('Rollout', () => measureRollout({workshop, seconds: count.seconds})),
  ];
  console.log(reportText(machine, sections));
  if (values.write) await writeReport({machine, day, sections});
} finally {
  workshop.remove();
}
