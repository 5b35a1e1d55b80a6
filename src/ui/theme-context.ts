import {createContext, use} from 'react';
import type {Theme} from './theme.ts';

/** The theme for everything below the app. */
export const ThemeContext = createContext<Theme | undefined>(undefined);

/** Only below a `ThemeContext`. */
export function useTheme(): Theme {
  const theme = use(ThemeContext);
  if (theme === undefined) throw new Error('ThemeContext is missing.');
  return theme;
}
