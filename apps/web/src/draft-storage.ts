const PREFIX = 'hub.draft.'

/*
 * What is being written lives in the tab: it survives a reload, a lost session and a tab that is opened
 * again, and nobody else finds it on a shared computer after the browser was closed.
 */

/** What was written under this name and not sent, or null. */
export const readDraft = (name: string): string | null => sessionStorage.getItem(PREFIX + name)

export function keepDraft(name: string, text: string): void {
  try {
    sessionStorage.setItem(PREFIX + name, text)
  } catch {
    // Storage is full or switched off; the words on screen are still there.
  }
}

export const forgetDraft = (name: string): void => sessionStorage.removeItem(PREFIX + name)

/** When the person signs out. A session that merely ended keeps them: the same person comes back. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key)
}
