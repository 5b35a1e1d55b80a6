import type {Key} from '../wizard/keys.ts';

type SendKeys = (keys: readonly Key[]) => void;

/** Gathers the keys of one read: Ink hands them over in pieces, and the machine must know which came together. */
export interface ReadBatch {
  /** Keys that follow belong together. */
  readonly begin: () => void;
  /** Sends what came since the beginning, all at once. */
  readonly end: () => void;
  /** Keys that come outside of a read are sent at once. */
  readonly sendKeys: SendKeys;
}

export function createReadBatch(sendKeys: SendKeys): ReadBatch {
  let gathered: Key[] | undefined;
  return {
    begin: () => void (gathered ??= []),
    end: () => {
      const keys = gathered ?? [];
      gathered = undefined;
      if (keys.length > 0) sendKeys(keys);
    },
    sendKeys: (keys) => {
      if (gathered === undefined) sendKeys(keys);
      else gathered.push(...keys);
    },
  };
}
