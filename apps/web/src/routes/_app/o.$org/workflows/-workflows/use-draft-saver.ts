import { useEffect, useRef, useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { useUnsaved } from '../../../../../unsaved.ts'
import type { Definition, WorkflowWithDraft } from './flow.ts'

export type SaveState =
  | { kind: 'saved'; at: string }
  | { kind: 'unsaved' }
  | {
      kind: 'refused'
      message: string
      issues: readonly { path: string; message: string }[]
      /** It is sent again by itself: the hub was away, or busy. */
      mayPass: boolean
    }
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
/** How long after it could not be sent it is sent again. */
const AGAIN_MS = 4_000

/** What the draft itself has no part in. */
const passing: ReadonlySet<string> = new Set(['NO_ANSWER', 'UNAVAILABLE', 'TIMEOUT', 'TOO_MANY_REQUESTS'])

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
  const isToGoAgain = state.kind === 'refused' && state.mayPass
  useEffect(() => {
    if (!isToGoAgain) return undefined
    const again = () => void last.current()
    const every = setInterval(again, AGAIN_MS)
    window.addEventListener('online', again)
    return () => {
      clearInterval(every)
      window.removeEventListener('online', again)
    }
  }, [isToGoAgain])
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

interface Sent {
  draft: Definition
  version: number
  idempotencyKey: string
}

function useSaveOnce(id: string, now: DraftSaver['now'], setState: (state: SaveState) => void) {
  const { client, queryClient, trpc } = useHub()
  // The hub may have done what it did not answer: sent again as it was, it is done once and is no change of somebody else.
  const unanswered = useRef<Sent | null>(null)
  return async (): Promise<boolean> => {
    const { draft, version } = now.current
    const sent = unanswered.current ?? { draft, version, idempotencyKey: newKey() }
    now.current.isDirty = now.current.draft !== sent.draft
    try {
      const saved = await client.workflows.update.mutate({ id, ...sent })
      unanswered.current = null
      now.current.version = saved.version
      queryClient.setQueryData(trpc.workflows.get.queryKey({ id }), saved)
      if (!now.current.isDirty) setState({ kind: 'saved', at: saved.updatedAt })
      return true
    } catch (error) {
      now.current.isDirty = true
      const failure = toFailure(error)
      unanswered.current = failure.code === 'NO_ANSWER' ? sent : null
      if (failure.code === 'STALE_VERSION')
        setState({ kind: 'conflict', theirs: await client.workflows.get.query({ id }) })
      else {
        // Whether it is there at all is for the page to say.
        if (failure.code === 'NOT_FOUND')
          void queryClient.invalidateQueries(trpc.workflows.get.queryFilter({ id }))
        setState({
          kind: 'refused',
          message: failure.message,
          issues: failure.issues,
          mayPass: passing.has(failure.code),
        })
      }
      return false
    }
  }
}
