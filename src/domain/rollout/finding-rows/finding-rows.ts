import type {FindingRow} from '../finding-row.ts';
import {CONFIG_ROWS} from './config-rows.ts';
import {CRASH_ROWS} from './crash-rows.ts';
import {CREATE_ROWS} from './create-rows.ts';
import {EVENT_ROWS} from './event-rows.ts';
import {IMAGE_ROWS} from './image-rows.ts';
import {POD_ROWS} from './pod-rows.ts';
import {START_ROWS} from './start-rows.ts';

/** The findings table: for one signal, the first row that matches is the finding. */
export const FINDING_ROWS: readonly FindingRow[] = [
  ...IMAGE_ROWS,
  ...CONFIG_ROWS,
  ...START_ROWS,
  ...CRASH_ROWS,
  ...POD_ROWS,
  ...CREATE_ROWS,
  ...EVENT_ROWS,
];
