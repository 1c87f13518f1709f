import type { AppRouter, OrgPermission } from '@hub/api'
import type { inferRouterOutputs } from '@trpc/server'
import { compact, listOf } from '../search-params.ts'
import type { RawSearch } from '../search-params.ts'

export type SavedView = inferRouterOutputs<AppRouter>['views']['get']
export type Shown = SavedView['shown']

/** The views of one list: what stands in its address may be given a name. */
export interface ViewKind {
  /** The list as the hub knows it: "ops.tasks". */
  list: string
  /** What it is a list of, where there is one of each. */
  ofId?: string
  /** Makes sense of an address, also one of an older page. */
  read: (search: RawSearch) => object
  /** What happens to be open on the page, and is no part of a view. */
  open?: readonly string[]
  /** What the page shows and its address need not say. */
  also?: Shown
  /** "Which invoices are shown." */
  about: string
  /** Whoever holds it may save views for everybody. */
  sharing: OrgPermission
  /** The name under which browsers kept such views before the hub did. */
  keptAs?: string
}

/** The part of the address that a view is. */
export function shownIn(kind: ViewKind, search: RawSearch): Shown {
  const read = Object.entries({ ...kind.read(search), ...kind.also })
  return compact(Object.fromEntries(read.filter(([key]) => kind.open?.includes(key) !== true))) as Shown
}

/** One value by itself and a list of it alone are the same filter. */
const textOf = (shown: Shown): string =>
  JSON.stringify(
    Object.entries(shown)
      .map(([key, value]) => [key, listOf(value)] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  )

/** A view of which this page no longer knows a part shows something else than it was saved as. */
export const isSame = (one: Shown, other: Shown): boolean => textOf(one) === textOf(other)
