/** Thrown for HCL that the scanner does not read with certainty. Nothing is edited then. */
export class HclScanError extends Error {
  override readonly name = 'HclScanError';
  /** Offset in the text. */
  readonly offset: number;
  constructor(reason: string, offset: number) {
    super(reason);
    this.offset = offset;
  }
}
