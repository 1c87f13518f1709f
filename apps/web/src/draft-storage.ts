const PREFIX = 'hub.draft.'

/*
 * What is being written lives in the tab: it survives a reload, a lost session and a tab that is opened
 * again, and nobody else finds it on a shared computer after the browser was closed.
 */

/** What the browser's storage did not take, because it is full or switched off; it lasts as long as the page. */
const unstored = new Map<string, string>()
const listeners = new Set<() => void>()

/** What was written under this name and not sent, or null. */
export const readDraft = (name: string): string | null =>
  unstored.get(name) ?? sessionStorage.getItem(PREFIX + name)

export function keepDraft(name: string, text: string): void {
  try {
    sessionStorage.setItem(PREFIX + name, text)
    unstored.delete(name)
  } catch {
    unstored.set(name, text)
  }
  tell()
}

export function forgetDraft(name: string): void {
  sessionStorage.removeItem(PREFIX + name)
  unstored.delete(name)
  tell()
}

/** When the person signs out. A session that merely ended keeps them: the same person comes back. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key)
  unstored.clear()
  tell()
}

/** Calls back when a draft was kept or forgotten. @returns a function that stops it. */
export function onDrafts(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function tell(): void {
  for (const listener of listeners) listener()
}
