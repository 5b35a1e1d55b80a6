import {cpus, release, totalmem, type} from 'node:os';
import {CERTIFICATES} from './workshop.ts';

/** One sentence: what the figures were measured on, and when. `day`: `2026-11-21`. */
export function machineSentence(day: string): string {
  const all = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const certificates = process.env[CERTIFICATES] === undefined ? 'without' : 'with';
  // What a distribution or a host adds to the version says nothing about speed.
  const [kernel] = release().split('-');
  return `Measured on ${day} with Node ${process.versions.node} on ${all.length} × ${all[0]?.model.trim() ?? 'an unknown processor'}, ${memory} GB, ${type()} ${kernel}, ${certificates} \`${CERTIFICATES}\`.`;
}
