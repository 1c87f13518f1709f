import type { InfiniteData, QueryClient, QueryFilters, QueryKey } from '@tanstack/react-query'
import type { Hub } from '../trpc.ts'

/** Lists of this many pages are read again after each change; longer ones show the change and are read again later. */
const READ_AGAIN = 3

/** A kind of record that pages list, and how its lists are found in the cache. */
export interface ListKind<Item extends { id: string }, Input> {
  /** Every list of them that was read. */
  lists: (hub: Hub) => QueryFilters
  /** One of them by itself. */
  one: (hub: Hub, id: string) => QueryKey
  /** Everything that may be different after a change. */
  all: (hub: Hub) => QueryFilters
  /** Whether a list that was asked for with this input shows the record. */
  belongs: (item: Item, input: Input) => boolean
  /** Whether one that comes into such a list is shown at once; elsewhere its place is only known to the hub. */
  takesIn: (input: Input) => boolean
}

interface ListPage<Item> {
  items: Item[]
  nextCursor: string | null
}
type Pages<Item> = InfiniteData<ListPage<Item>>

/** What was shown before a change, to put it back. */
export type Snapshot = ReturnType<QueryClient['getQueriesData']>

export interface Change<Item> {
  before: Item
  /** null: it leaves the lists. */
  after: Item | null
  /** The record right above its new place in a list that takes it in; null is the top. Left out: it keeps its place. */
  below?: string | null | undefined
}

/**
 * Shows a change everywhere before the hub has confirmed it.
 * @returns what was shown before.
 */
export async function showChange<Item extends { id: string }, Input>(
  kind: ListKind<Item, Input>,
  hub: Hub,
  change: Change<Item>,
): Promise<Snapshot> {
  const { queryClient } = hub
  const lists = kind.lists(hub)
  // An answer that is on its way was made before the change and would undo it on screen.
  await queryClient.cancelQueries(lists)
  const { before, after } = change
  const snapshot = [
    ...queryClient.getQueriesData(lists),
    ...queryClient.getQueriesData({ queryKey: kind.one(hub, before.id) }),
  ]
  for (const [key, pages] of queryClient.getQueriesData<Pages<Item>>(lists)) {
    if (pages) queryClient.setQueryData(key, placed(kind, pages, { ...change, input: inputOf<Input>(key) }))
  }
  if (after) queryClient.setQueryData(kind.one(hub, before.id), after)
  return snapshot
}

/** Puts back what was shown before. */
export function undoChange({ queryClient }: Hub, snapshot: Snapshot): void {
  for (const [key, data] of snapshot) queryClient.setQueryData(key, data)
}

/** Reads again what is on screen; lists of very many pages are only marked as old. */
export async function refreshLists<Item extends { id: string }, Input>(
  kind: ListKind<Item, Input>,
  hub: Hub,
): Promise<void> {
  const { queryClient } = hub
  const all = kind.all(hub)
  await queryClient.invalidateQueries({ ...all, refetchType: 'none' })
  await queryClient.refetchQueries({
    ...all,
    type: 'active',
    predicate: ({ state }) => pagesIn(state.data) <= READ_AGAIN,
  })
}

const pagesIn = (data: unknown): number =>
  typeof data === 'object' && data !== null && 'pages' in data && Array.isArray(data.pages)
    ? data.pages.length
    : 0

/** A record as one of the lists that were read has it. */
export function listedItem<Item extends { id: string }, Input>(
  kind: ListKind<Item, Input>,
  hub: Hub,
  id: string | undefined,
): Item | undefined {
  const lists = hub.queryClient.getQueriesData<Pages<Item>>(kind.lists(hub))
  for (const [, pages] of lists) {
    const found = pages?.pages.flatMap(({ items }) => items).find((item) => item.id === id)
    if (found) return found
  }
  return undefined
}

interface Placement<Item, Input> extends Change<Item> {
  input: Input
}

/** A list with the change in it. */
export function placed<Item extends { id: string }, Input>(
  kind: ListKind<Item, Input>,
  pages: Pages<Item>,
  { before, after, below, input }: Placement<Item, Input>,
): Pages<Item> {
  const isHere = pages.pages.some(({ items }) => items.some(({ id }) => id === before.id))
  const belongs = after !== null && kind.belongs(after, input)
  const comes = belongs && kind.takesIn(input) && (!isHere || below !== undefined)
  if (!isHere && !comes) return pages
  const kept = pages.pages.map((page) => ({
    ...page,
    items:
      belongs && !comes
        ? page.items.map((item) => (item.id === before.id ? after : item))
        : page.items.filter(({ id }) => id !== before.id),
  }))
  return { ...pages, pages: comes ? insertedBelow(kept, after, below ?? null) : kept }
}

function insertedBelow<Item extends { id: string }>(
  pages: readonly ListPage<Item>[],
  item: Item,
  below: string | null,
): ListPage<Item>[] {
  const home = Math.max(
    0,
    pages.findIndex(({ items }) => items.some(({ id }) => id === below)),
  )
  return pages.map((page, index) => {
    if (index !== home) return page
    const at = page.items.findIndex(({ id }) => id === below) + 1
    return { ...page, items: page.items.toSpliced(at, 0, item) }
  })
}

/** What a cached list was asked with: the end of its key. */
function inputOf<Input>(key: QueryKey): Input {
  const options = key[1] as { input?: Input } | undefined
  return (options?.input ?? {}) as Input
}
