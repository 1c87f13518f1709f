import { listOf } from '../../../../../search-params.ts'
import { filtersIn } from './foundry-search.ts'
import type { ExplorerProps, FoundrySearch } from './foundry-search.ts'
import type { ObjectType, View } from './foundry-types.ts'

export interface ViewsMenuProps extends ExplorerProps {
  type: ObjectType
  /** The properties on the page, in their order. */
  shown: readonly string[]
}

const oneOrMany = (texts: readonly string[]): string | string[] | undefined =>
  texts.length > 1 ? [...texts] : texts[0]

/** What the address says of a view: every part, so that whatever was there before goes. */
export const everyPartOf = ({ id, typeId, search, where, linked, by, descending, columns }: View) => ({
  type: typeId,
  view: id,
  q: search ?? undefined,
  where: oneOrMany(where),
  linked: oneOrMany(linked),
  by: by ?? undefined,
  desc: descending ? (true as const) : undefined,
  cols: columns?.join(',') || undefined,
})

/** The same without the parts that it does not have. */
export const searchOfView = (view: View): FoundrySearch =>
  Object.fromEntries(Object.entries(everyPartOf(view)).filter(([, value]) => value !== undefined))

/** What a view of this would hold: all but its name and whom it is for. */
export function shownIn(typeId: string, search: FoundrySearch, columns: readonly string[]) {
  const { search: words = null, where = [], linked = [] } = filtersIn(typeId, search)
  const { by = null, desc } = search
  return { search: words, where, linked, by, descending: desc === true, columns: [...columns] }
}

const textOf = ({ q, where, linked, by, desc, cols }: FoundrySearch): string =>
  JSON.stringify([q, listOf(where), listOf(linked), by, desc, cols].map((part) => part ?? null))

/** Whether the address shows what the view holds. */
export const isAsSaved = (view: View, search: FoundrySearch): boolean =>
  textOf(searchOfView(view)) === textOf(search)
