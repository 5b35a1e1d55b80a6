import {isSecretName} from '../secret-name.ts';
import {isPlaceholder} from '../token.ts';
import type {Span} from '../terraform/scan-hcl.ts';

/** A value of a text that is not to be shown. */
export interface HiddenPlace {
  /** The same for the same place before and after an edit. */
  readonly id: string;
  readonly value: unknown;
  readonly span: Span;
}

/** A part of a text, and what the ids of places in it begin with. */
export interface TextPart {
  readonly text: string;
  readonly span: Span;
  readonly id: string;
}

/** Keys that hold the name of a Secret: `existingDelegateToken`, `secretName`, `secretKeyRef`, `imagePullSecrets`. */
const NAMES_A_SECRET = /(?:^|\.)existing[_A-Z]|[a-z](?:Name|Ref|Class)$|_ref$|^automountServiceAccountToken$/;
const PULL_SECRET = /image_?pull_?secrets?$/i;
/** Harness's chart keeps it in a Secret, beside the password. */
const LOGIN = /proxy_?user$/i;

/** True for a key that holds the name of a Secret and no secret. */
export const namesSecret = (key: string): boolean => NAMES_A_SECRET.test(key) || PULL_SECRET.test(key);

/** True for a key, or the name of a variable, whose value is not to be shown. */
export const isHiddenKey = (key: string): boolean =>
  (isSecretName(key) || LOGIN.test(key)) && !namesSecret(key);

/** True for what holds no secret: nothing, yes or no, and text that someone was meant to replace. */
export const isOpen = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  typeof value === 'boolean' ||
  (typeof value === 'string' && isPlaceholder(value));

/** True when something in a text is named like a secret. */
export const mentionsSecret = (text: string): boolean =>
  isSecretName(`${text} `) || /proxy_?user/i.test(text);
