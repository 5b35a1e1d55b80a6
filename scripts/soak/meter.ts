import {courseOf, type Sample} from './fit.ts';
import {readProcess} from './processes.ts';
import type {WatcherCourse} from './report.ts';

/** What is counted as growth, an hour, and how it is judged; minutes. */
const MEMORY = {warmUp: 20, shortest: 30, bound: 6000};
const DESCRIPTORS = {...MEMORY, bound: 3};

/** Keeps the figures of one program. */
export interface Meter {
  readonly read: (pid: number, minute: number) => {readonly children: number; readonly zombies: number};
  readonly course: () => WatcherCourse | undefined;
}

export function meterOf(name: string): Meter {
  const resident: Sample[] = [];
  const descriptors: Sample[] = [];
  let most = 0;
  let last = {processor: 0, minute: 0};
  return {
    read(pid, minute) {
      const reading = readProcess(pid);
      if (reading.resident > 0) {
        resident.push({minute, value: reading.resident});
        descriptors.push({minute, value: reading.descriptors});
        most = Math.max(most, reading.children);
        last = {processor: reading.processor, minute};
      }
      return reading;
    },
    course() {
      const [first] = resident;
      if (first === undefined) return undefined;
      const minutes = last.minute - first.minute;
      const seconds = Math.max(1, minutes * 60);
      return {
        name,
        minutes,
        resident: courseOf(resident, MEMORY),
        descriptors: courseOf(descriptors, DESCRIPTORS),
        children: most,
        processor: (last.processor / seconds) * 100,
      };
    },
  };
}
