import type { Sort } from '@hub/ui/data-table'

export type MemberSort = 'name' | 'newest'

/** The orders that the hub knows, by the columns that show them. */
const sorts: Readonly<Record<MemberSort, Sort>> = {
  name: { column: 'name', direction: 'asc' },
  newest: { column: 'since', direction: 'desc' },
}
export const sortOf = (sort: MemberSort): Sort => sorts[sort]
export const memberSortOf = ({ column }: Sort): MemberSort =>
  column === sorts.newest.column ? 'newest' : 'name'

/** What the list of members is asked with. */
export const membersIn = (sort: MemberSort | undefined) => (sort === 'newest' ? { sort } : {})
