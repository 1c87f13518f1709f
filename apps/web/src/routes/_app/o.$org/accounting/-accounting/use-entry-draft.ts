import type { Line } from '@hub/ui/line-editor'
import { useState } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { todayIn } from '../../../../../components/day-words.ts'
import { useDraft, useDraftName } from '../../../../../components/draft.ts'
import { emptyLine } from './entry-lines.ts'

export interface EntryDraft {
  date: string | null
  memo: string
  lines: readonly Line[]
}

/** The entry that is being written, which this tab keeps until it is posted. */
export function useEntryDraft() {
  const { timeZone } = useOrganization()
  const { text, setText, isRestored, discard } = useDraft(useDraftName('accounting.entry'))
  const [blank] = useState((): EntryDraft => ({
    date: todayIn(timeZone),
    memo: '',
    lines: [emptyLine(), emptyLine()],
  }))
  // Only this page writes it.
  const entry = text === '' ? blank : (JSON.parse(text) as EntryDraft)
  return {
    entry,
    isTouched: text !== '',
    isRestored,
    change: (change: Partial<EntryDraft>) => setText(JSON.stringify({ ...entry, ...change })),
    forget: discard,
  }
}
