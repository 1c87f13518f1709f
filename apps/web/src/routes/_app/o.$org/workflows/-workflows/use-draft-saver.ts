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

export interface DraftSaver {
  state: SaveState
  /** What is there to be saved, and over which version of the workflow. */
  now: { current: { draft: Definition; version: number; isDirty: boolean } }
  /** Saves a moment after the last change. */
  saveSoon: () => void
  /** Saves at once. @returns whether the hub has all of it. */
  flush: () => Promise<boolean>
  /** Takes what the hub has. */
  take: (saved: WorkflowWithDraft) => void
}

const PAUSE_MS = 700

/** Sends a draft one change after the other, each over the version that the one before it made. */
export function useDraftSaver(workflow: WorkflowWithDraft): DraftSaver {
  const [state, setState] = useState<SaveState>({ kind: 'saved', at: workflow.updatedAt })
  const now = useRef({ draft: workflow.draft, version: workflow.version, isDirty: false })
  const saving = useRef<Promise<boolean> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const saveOnce = useSaveOnce(workflow.id, now, setState)
  useUnsaved(state.kind !== 'saved')
  const flush = async (): Promise<boolean> => {
    clearTimeout(timer.current)
    while (now.current.isDirty) {
      saving.current ??= saveOnce().finally(() => {
        saving.current = null
      })
      // oxlint-disable-next-line no-await-in-loop -- two at once would each be over the same version
      if (!(await saving.current)) return false
    }
    return saving.current ?? true
  }
  // What was changed last is sent when the page is left.
  const last = useRef(flush)
  last.current = flush
  useEffect(() => () => void last.current(), [])
  return {
    state,
    now,
    flush,
    saveSoon() {
      now.current.isDirty = true
      setState({ kind: 'unsaved' })
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void last.current(), PAUSE_MS)
    },
    take({ draft, version, updatedAt }) {
      now.current = { draft, version, isDirty: false }
      setState({ kind: 'saved', at: updatedAt })
    },
  }
}

function useSaveOnce(id: string, now: DraftSaver['now'], setState: (state: SaveState) => void) {
  const { client, queryClient, trpc } = useHub()
  return async (): Promise<boolean> => {
    const { draft, version } = now.current
    now.current.isDirty = false
    try {
      const saved = await client.workflows.update.mutate({ id, version, draft, idempotencyKey: newKey() })
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
}
