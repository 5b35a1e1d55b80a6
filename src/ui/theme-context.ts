import {createContext, use} from 'react';
import type {Theme} from './theme.ts';
import {createTheme} from './theme.ts';

/** The theme for everything below the app. The default is the plainest one. */
export const ThemeContext = createContext<Theme>(createTheme({env: {}, noColor: true}));

export function useTheme(): Theme {
  return use(ThemeContext);
}
