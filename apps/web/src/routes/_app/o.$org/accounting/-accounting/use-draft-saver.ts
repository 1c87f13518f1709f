import { useEffect, useRef, useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import type { Failure } from '../../../../../failure.ts'
import { DraftSaver } from './draft-saver.ts'
import type { SavedDraft } from './draft-saver.ts'
import type { InvoiceInput } from './invoice-form.ts'

/** After the last key, so that a word is one save. */
const PAUSE_MS = 700

export type SaveState =
  | { kind: 'unsaved' | 'saving' }
  | { kind: 'saved'; at: Date | null }
  | { kind: 'failed'; failure: Failure }

interface Start {
  start: { draft: SavedDraft; input: InvoiceInput } | null
  /** Called once the draft has an id. */
  onMade: (id: string) => void
}

/** Saves what is in the form by itself, a moment after it was changed. */
export function useDraftSaver(input: InvoiceInput | null, { start, onMade }: Start) {
  const { client, queryClient, trpc } = useHub()
  const { create, update } = client.modules.accounting.invoices
  const [saver] = useState(
    () =>
      new DraftSaver(
        { create: (draft) => create.mutate(draft), update: (draft) => update.mutate(draft) },
        start,
      ),
  )
  const [state, setState] = useState<SaveState>(start ? { kind: 'saved', at: null } : { kind: 'unsaved' })
  const text = JSON.stringify(input)
  const made = useRef(onMade)
  made.current = onMade
  const save = async (now: InvoiceInput): Promise<SavedDraft> => {
    const isNew = saver.draft === null
    setState({ kind: 'saving' })
    try {
      const draft = await saver.save(now)
      setState(saver.isSaved(now) ? { kind: 'saved', at: new Date() } : { kind: 'saving' })
      void queryClient.invalidateQueries(trpc.modules.accounting.invoices.list.pathFilter())
      if (isNew) made.current(draft.id)
      return draft
    } catch (error) {
      setState({ kind: 'failed', failure: toFailure(error) })
      throw error
    }
  }
  useEffect(() => {
    const now = JSON.parse(text) as InvoiceInput | null
    if (now === null || saver.isSaved(now)) return undefined
    const timer = setTimeout(() => void save(now).catch(toFailure), PAUSE_MS)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react/exhaustive-deps -- what is saved follows from the text alone
  }, [text])
  return { state, save, draft: saver.draft, isSaved: input !== null && saver.isSaved(input) }
}
