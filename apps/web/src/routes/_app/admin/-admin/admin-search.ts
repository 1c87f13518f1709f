import { checked, oneOf, text } from '../../../../search-params.ts'
import type { RawSearch } from '../../../../search-params.ts'

export const roles = ['admin', 'user'] as const
export const answers = ['yes', 'no'] as const
export const states = ['suspended', 'open'] as const

/** The first of each pair is what one click on a head gives, the second the same column the other way. */
export const peopleSorts = ['newest', 'oldest', 'name', 'nameDown', 'seen', 'seenDown'] as const
export const organizationSorts = ['newest', 'oldest', 'name', 'nameDown'] as const

export interface PeopleSearch {
  q?: string
  sort?: (typeof peopleSorts)[number]
  role?: (typeof roles)[number]
  /** Whether the address was confirmed. */
  confirmed?: (typeof answers)[number]
  state?: (typeof states)[number]
  /** Whether there is a second factor. */
  factor?: (typeof answers)[number]
}

export const readPeopleSearch = (search: RawSearch): PeopleSearch =>
  checked({
    q: text(search['q'], 100),
    sort: oneOf(search['sort'], peopleSorts),
    role: oneOf(search['role'], roles),
    confirmed: oneOf(search['confirmed'], answers),
    state: oneOf(search['state'], states),
    factor: oneOf(search['factor'], answers),
  })

export interface OrganizationSearch {
  q?: string
  sort?: (typeof organizationSorts)[number]
  state?: (typeof states)[number]
}

export const readOrganizationSearch = (search: RawSearch): OrganizationSearch =>
  checked({
    q: text(search['q'], 100),
    sort: oneOf(search['sort'], organizationSorts),
    state: oneOf(search['state'], states),
  })

/** Every way to change a search by some of its fields. */
export type Change<Search> = (part: { [Key in keyof Search]?: Search[Key] | undefined }) => void
