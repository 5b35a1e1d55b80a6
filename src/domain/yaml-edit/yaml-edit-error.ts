import {pathText, type YamlEdit} from './edit-types.ts';

/** An edit that cannot be made without touching more than its own value. Nothing was changed. */
export class YamlEditError extends Error {
  override readonly name = 'YamlEditError';
  readonly edit: YamlEdit;
  /** Completes `spec.suspend is not edited: …`, without a full stop. */
  readonly reason: string;
  /** Counts from 1. */
  readonly line: number;

  constructor({
    edit,
    reason,
    line,
  }: {
    readonly edit: YamlEdit;
    readonly reason: string;
    readonly line: number;
  }) {
    super(`${pathText(edit.path) || 'The document'} in line ${line} is not edited: ${reason}.`);
    this.edit = edit;
    this.reason = reason;
    this.line = line;
  }
}

/** Thrown on the way; `editYaml` adds edit and line. */
export class Refusal extends Error {
  readonly offset: number;
  constructor(reason: string, offset: number) {
    super(reason);
    this.offset = offset;
  }
}
