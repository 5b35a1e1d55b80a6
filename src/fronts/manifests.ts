/** What is to be applied. */
export interface Manifests {
  /** Texts in the order in which they are applied. */
  readonly texts: readonly string[];
  /** Where they lie, in that order. */
  readonly paths?: readonly string[];
  /** They were made, and written, just now. */
  readonly isWritten?: true;
}
