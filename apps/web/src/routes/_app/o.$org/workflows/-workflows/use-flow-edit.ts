import { useEffect, useRef, useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { useUnsaved } from '../../../../../unsaved.ts'
import type { Definition, WorkflowWithDraft } from './flow.ts'

export type SaveState =
  | { kind: 'saved'; at: string }
  | { kind: 'unsaved' }
  | { kind: 'refused'; message: string; issues: readonly { path: string; message: string }[] }
  /** Somebody else changed it meanwhile; this is theirs. */
  | { kind: 'conflict'; theirs: WorkflowWithDraft }

export interface FlowEdit {
  draft: Definition
  state: SaveState
  change: (to: (draft: Definition) => Definition) => void
  undo: (() => void) | undefined
  /** Saves at once. @returns whether the hub has all of it. */
  flush: () => Promise<boolean>
  keepMine: () => void
  takeTheirs: () => void
}

const PAUSE_MS = 700
const MOST_UNDO = 50

/** A draft that saves itself a moment after it was changed, over the version that was read. */
export function useFlowEdit(workflow: WorkflowWithDraft): FlowEdit {
  const { client, queryClient, trpc } = useHub()
  const { id } = workflow
  const [draft, setDraft] = useState(workflow.draft)
  const [state, setState] = useState<SaveState>({ kind: 'saved', at: workflow.updatedAt })
  const [past, setPast] = useState<readonly Definition[]>([])
  const now = useRef({ draft: workflow.draft, version: workflow.version, isDirty: false })
  const saving = useRef<Promise<boolean> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useUnsaved(state.kind !== 'saved')

  const show = (next: Definition) => {
    now.current.draft = next
    setDraft(next)
  }

  useEffect(() => {
    // Published, restored or changed in another window, while nothing here waits to be saved.
    if (now.current.isDirty || workflow.version <= now.current.version) return
    now.current.version = workflow.version
    show(workflow.draft)
    setState({ kind: 'saved', at: workflow.updatedAt })
  }, [workflow])

  const saveOnce = async (): Promise<boolean> => {
    const sent = now.current.draft
    now.current.isDirty = false
    try {
      const saved = await client.workflows.update.mutate({
        id,
        version: now.current.version,
        draft: sent,
        idempotencyKey: newKey(),
      })
      now.current.version = saved.version
      queryClient.setQueryData(trpc.workflows.get.queryKey({ id }), saved)
      if (!now.current.isDirty) setState({ kind: 'saved', at: saved.updatedAt })
      return true
    } catch (error) {
      now.current.isDirty = true
      const failure = toFailure(error)
      if (failure.code === 'STALE_VERSION')
        setState({ kind: 'conflict', theirs: await client.workflows.get.query({ id }) })
      else setState({ kind: 'refused', message: failure.message, issues: failure.issues })
      return false
    }
  }
  const flush = async (): Promise<boolean> => {
    clearTimeout(timer.current)
    while (now.current.isDirty) {
      saving.current ??= saveOnce().finally(() => {
        saving.current = null
      })
      // One change after the other, each over the version that the one before it made.
      // oxlint-disable-next-line no-await-in-loop
      if (!(await saving.current)) return false
    }
    return saving.current ?? true
  }
  const saveSoon = () => {
    now.current.isDirty = true
    setState({ kind: 'unsaved' })
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush(), PAUSE_MS)
  }
  const change = (to: (draft: Definition) => Definition) => {
    const before = now.current.draft
    const next = to(before)
    if (next === before) return
    setPast((drafts) => [...drafts, before].slice(-MOST_UNDO))
    show(next)
    saveSoon()
  }
  // What was changed last is sent when the page is left.
  const last = useRef(flush)
  last.current = flush
  useEffect(() => () => void last.current(), [])

  const theirs = state.kind === 'conflict' ? state.theirs : null
  return {
    draft,
    state,
    change,
    flush,
    undo:
      past.length === 0
        ? undefined
        : () => {
            const before = past.at(-1)
            if (!before) return
            setPast(past.slice(0, -1))
            show(before)
            saveSoon()
          },
    keepMine() {
      if (!theirs) return
      now.current.version = theirs.version
      saveSoon()
    },
    takeTheirs() {
      if (!theirs) return
      now.current = { draft: theirs.draft, version: theirs.version, isDirty: false }
      setDraft(theirs.draft)
      queryClient.setQueryData(trpc.workflows.get.queryKey({ id }), theirs)
      setState({ kind: 'saved', at: theirs.updatedAt })
    },
  }
}
