import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'

/* public/theme.js reads the same key before the first pixel. */
const KEY = 'hub.theme'
const listeners = new Set<() => void>()

/** Paints in this theme from now on, in every tab of this browser. */
export function setTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
  for (const listener of listeners) listener()
}

/** What is painted now: the person's choice, or the system's. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme)
}

function currentTheme(): Theme {
  const chosen = document.documentElement.dataset['theme']
  if (chosen === 'light' || chosen === 'dark') return chosen
  return systemPrefersDark().matches ? 'dark' : 'light'
}

const systemPrefersDark = () => window.matchMedia('(prefers-color-scheme: dark)')

function subscribe(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key !== KEY) return
    if (event.newValue === 'light' || event.newValue === 'dark')
      document.documentElement.dataset['theme'] = event.newValue
    else delete document.documentElement.dataset['theme']
    listener()
  }
  const system = systemPrefersDark()
  listeners.add(listener)
  window.addEventListener('storage', onStorage)
  system.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', onStorage)
    system.removeEventListener('change', listener)
  }
}
