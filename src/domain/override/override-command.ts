/** Prints what keeps auto-upgrade on with the user's image; run beside the answers file. */
export const OVERRIDE_COMMAND = 'npx delegate-tui generate --preset delegate-tui.yaml --print override';
