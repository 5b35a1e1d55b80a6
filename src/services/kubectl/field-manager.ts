/** Under this name the cluster remembers which fields are ours. */
export const FIELD_MANAGER = 'delegate-tui';
