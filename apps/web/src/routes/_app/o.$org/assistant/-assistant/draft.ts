import { useState } from 'react'

/** The tab keeps what is being written; another tab writes its own. */
const storageKey = (org: string, conversation: string | undefined) =>
  `hub.draft.${org}.${conversation ?? 'new'}`

export interface Draft {
  text: string
  setText: (text: string) => void
  /** What was written was kept from before the page was loaded or left. */
  isRestored: boolean
  discard: () => void
}

export interface DraftPlace {
  org: string
  /** Undefined for a conversation that has not begun. */
  conversation: string | undefined
  /** What is written already when nothing was kept. */
  given?: string | undefined
}

/** A message being written, kept in this tab until it is sent. */
export function useDraft({ org, conversation, given = '' }: DraftPlace): Draft {
  const key = storageKey(org, conversation)
  const [kept] = useState(() => sessionStorage.getItem(key))
  const [text, setShown] = useState(given === '' ? (kept ?? '') : given)
  const [isRestored, setRestored] = useState(given === '' && kept !== null)
  const setText = (next: string) => {
    setShown(next)
    setRestored(false)
    if (next === '') sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, next)
  }
  return { text, setText, isRestored, discard: () => setText('') }
}
