/**
 * Light, dark, or as the system says. The choice is kept per browser, not per agent: it belongs to the screen. Colours
 * are not here; `public/styles/base.css` reads `data-theme` of the root element.
 */

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const storageKey = 'understudy:theme';

/** Storage may be forbidden (policy, private window): then the choice holds for this page only. */
function readStored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

export function currentTheme(): Theme {
  const stored = readStored();
  return themes.find((theme) => theme === stored) ?? 'system';
}

/** Shows `theme` now and at the next start. */
export function chooseTheme(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, theme);
  } catch {
    // Shown below nevertheless.
  }
  showTheme(theme);
}

export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function nextTheme(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
}
