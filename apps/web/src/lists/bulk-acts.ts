import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useHub } from '../account.ts'
import { toFailure } from '../failure.ts'
import { refreshLists, showChange } from './cache.ts'
import type { ListKind } from './cache.ts'
import type { RecordCall, Versioned, Versions } from './versions.ts'

/** One act on many records. */
export interface BulkAct<Item> {
  items: readonly Item[]
  /** The rows that were chosen for it; none for taking an act back. */
  chosen?: readonly Item[]
  /** How a record will look; null when it leaves the list. */
  after: (item: Item) => Item | null
  send: (call: RecordCall, item: Item) => Promise<Item>
  /** The fields it changes. */
  touches: readonly (keyof Item)[]
  /** "done", "removed": what is said about those it was done to. */
  done: string
  /** Takes it back for those it was done to, which are given as they are now. */
  undo?: (now: readonly Item[], before: ReadonlyMap<string, Item>) => BulkAct<Item>
}

export interface BulkKind<Item extends Versioned, Input> {
  kind: ListKind<Item, Input>
  versions: Versions<Item>
  /** Acts of one scope are sent one after the other. */
  scope: string
  /** "1 task", "3 tasks" */
  countWords: (count: number) => string
  nameOf: (item: Item) => string
}

/**
 * Acts on many records at once: they show at once and go to the hub in one request (of 20 calls each). What it
 * refuses goes back and is named with the reason; what was done is handed to `onDone`, so that only the rest stays chosen.
 */
export function useBulkActs<Item extends Versioned, Input>(
  { kind, versions, scope, countWords, nameOf }: BulkKind<Item, Input>,
  onDone: (ids: readonly string[]) => void,
): { run: (act: BulkAct<Item>) => void; isPending: boolean } {
  const hub = useHub()
  const mutation = useMutation({
    scope: { id: scope },
    mutationFn: (act: BulkAct<Item>) =>
      // All are sent in the same moment, which is what puts them into one request.
      Promise.allSettled(
        act.items.map((before) =>
          versions.send(hub, { before, touches: act.touches, send: (call) => act.send(call, before) }),
        ),
      ),
    onMutate: async ({ items, after }) => {
      for (const before of items) await showChange(kind, hub, { before, after: after(before) })
    },
    onSuccess: async (results, act) => {
      const now = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
      for (const item of now) versions.remember(hub, item)
      const refused = act.items.filter((_, index) => results[index]?.status === 'rejected')
      for (const before of refused) await showChange(kind, hub, { before, after: before })
      const reason = results.find((result) => result.status === 'rejected')?.reason
      say(act, { now, refused, reason })
      onDone((act.chosen ?? []).filter((item) => !refused.includes(item)).map(({ id }) => id))
    },
    onSettled: () => refreshLists(kind, hub),
  })
  const run = (act: BulkAct<Item>) => act.items.length > 0 && mutation.mutate(act)
  const say = (act: BulkAct<Item>, { now, refused, reason }: Outcome<Item>) => {
    const before = new Map(act.items.map((item) => [item.id, item]))
    const takeBack = act.undo && now.length > 0 ? act.undo(now, before) : undefined
    const undo = takeBack && (() => void run(takeBack))
    const [first] = refused
    if (!first) return void showToast(`${countWords(now.length)} ${act.done}.`, { undo })
    showErrorToast(
      `${countWords(now.length)} ${act.done}, ${refused.length} not. “${nameOf(first)}”: ${toFailure(reason).message}`,
      undo && { action: { label: 'Undo', onClick: undo } },
    )
  }
  return { run, isPending: mutation.isPending }
}

interface Outcome<Item> {
  now: readonly Item[]
  refused: readonly Item[]
  reason: unknown
}
