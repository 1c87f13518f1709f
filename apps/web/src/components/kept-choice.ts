import { useSyncExternalStore } from 'react'
import { useOwnName } from '../account.ts'

const listeners = new Set<() => void>()

/**
 * Something this person chose in this organization, remembered by the browser: every part of the page that
 * asks for it changes with it. `read` makes sense of what is stored, and of nothing.
 */
export function useKeptChoice<Value>(
  what: string,
  read: (stored: unknown) => Value,
): [Value, (next: Value) => void] {
  const key = `hub.${what}.${useOwnName()}`
  const text = useSyncExternalStore(subscribe, () => localStorage.getItem(key))
  const set = (next: Value) => {
    localStorage.setItem(key, JSON.stringify(next))
    for (const listener of listeners) listener()
  }
  return [read(parse(text)), set]
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function parse(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    // Somebody else's text under our key is as good as none.
    return undefined
  }
}
