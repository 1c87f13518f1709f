import { useState } from 'react'
import { useMe, useOwnName } from '../account.ts'
import { forgetDraft, keepDraft, readDraft } from '../draft-storage.ts'

export interface Draft {
  text: string
  setText: (text: string) => void
  /** What was written was kept from before the page was loaded or left. */
  isRestored: boolean
  discard: () => void
  /** Takes out what was sent; what was typed since then stays. */
  sent: (text: string) => void
  /** Puts what was not taken before whatever was typed since then. */
  giveBack: (text: string) => void
}

/** The name of what is written at a place of this organization by this person, such as "comment.<task>". */
export const useDraftName = (place: string): string => `${useOwnName()}.${place}`

/** The same for what belongs to no organization. */
export const usePersonDraftName = (place: string): string => `${useMe().user.id}.${place}`

/** Text being written, kept until it is sent. `given` is what is written already when nothing was kept. */
export function useDraft(name: string, given: string = ''): Draft {
  const [kept] = useState(() => readDraft(name))
  const [text, setShown] = useState(given === '' ? (kept ?? '') : given)
  const [isRestored, setRestored] = useState(given === '' && kept !== null)
  const setText = (next: string) => {
    setShown(next)
    setRestored(false)
    if (next === '') forgetDraft(name)
    else keepDraft(name, next)
  }
  return {
    text,
    setText,
    isRestored,
    discard: () => setText(''),
    sent: (taken) => {
      const now = readDraft(name) ?? ''
      if (now.startsWith(taken)) setText(now.slice(taken.length).trimStart())
    },
    giveBack: (unsent) => {
      const since = readDraft(name) ?? ''
      setText(since.trim() === '' ? unsent : `${unsent}\n\n${since}`)
    },
  }
}
