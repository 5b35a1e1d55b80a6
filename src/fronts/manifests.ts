/** What is to be applied. */
export interface Manifests {
  /** Texts in the order in which they are applied. */
  readonly texts: readonly string[];
}
