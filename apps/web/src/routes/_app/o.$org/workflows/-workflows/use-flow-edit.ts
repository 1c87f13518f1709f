import { useEffect, useRef, useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { editedIn, isSameEdit } from './edited.ts'
import type { Edited } from './edited.ts'
import type { Definition, WorkflowWithDraft } from './flow.ts'
import { useDraftSaver } from './use-draft-saver.ts'
import type { SaveState } from './use-draft-saver.ts'

export interface FlowEdit {
  draft: Definition
  state: SaveState
  change: (to: (draft: Definition) => Definition) => void
  undo: (() => void) | undefined
  redo: (() => void) | undefined
  /** Saves at once. @returns whether the hub has all of it. */
  flush: () => Promise<boolean>
  keepMine: () => void
  takeTheirs: () => void
}

/** One step back or forth. */
interface Way {
  to: Definition
  past: readonly Definition[]
  future: readonly Definition[]
}

const MOST_UNDO = 50

/** A draft that saves itself a moment after it was changed, over the version that was read. */
export function useFlowEdit(workflow: WorkflowWithDraft): FlowEdit {
  const { queryClient, trpc } = useHub()
  const saver = useDraftSaver(workflow)
  const { now, state, flush } = saver
  const [draft, setDraft] = useState(workflow.draft)
  const [past, setPast] = useState<readonly Definition[]>([])
  const [future, setFuture] = useState<readonly Definition[]>([])
  const last = useRef<Edited | null>(null)
  const show = (next: Definition) => {
    now.current.draft = next
    setDraft(next)
    saver.saveSoon()
  }
  const step = (way: Way) => {
    last.current = null
    setPast(way.past)
    setFuture(way.future)
    show(way.to)
  }
  const take = (saved: WorkflowWithDraft) => {
    saver.take(saved)
    setDraft(saved.draft)
    // What was undone here led on from a draft that is not the one that stands now.
    setFuture([])
  }
  useEffect(() => {
    // Published, restored or changed in another window, while nothing here waits to be saved.
    if (!now.current.isDirty && workflow.version > now.current.version) take(workflow)
  }, [workflow])
  const theirs = state.kind === 'conflict' ? state.theirs : null
  const before = past.at(-1)
  const after = future.at(-1)
  return {
    draft,
    state,
    flush,
    change(to) {
      const old = now.current.draft
      const next = to(old)
      if (next === old) return
      const edited = editedIn(old, next, Date.now())
      if (!isSameEdit(last.current, edited)) setPast((drafts) => [...drafts, old].slice(-MOST_UNDO))
      last.current = edited
      setFuture([])
      show(next)
    },
    undo: before && (() => step({ to: before, past: past.slice(0, -1), future: [...future, draft] })),
    redo: after && (() => step({ to: after, past: [...past, draft], future: future.slice(0, -1) })),
    keepMine() {
      if (!theirs) return
      now.current.version = theirs.version
      saver.saveSoon()
    },
    takeTheirs() {
      if (!theirs) return
      queryClient.setQueryData(trpc.workflows.get.queryKey({ id: workflow.id }), theirs)
      take(theirs)
    },
  }
}
