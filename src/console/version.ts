declare const DELEGATE_TUI_VERSION: string | undefined;

/** Version of this program. The build puts it in; run from its sources it is called `development`. */
export const VERSION = typeof DELEGATE_TUI_VERSION === 'string' ? DELEGATE_TUI_VERSION : 'development';
