import { checked, oneOf, text } from '../../../../search-params.ts'
import type { RawSearch } from '../../../../search-params.ts'

export const roles = ['admin', 'user'] as const
export const confirmations = ['yes', 'no'] as const

export interface PeopleSearch {
  q?: string
  role?: (typeof roles)[number]
  /** Whether the address was confirmed. */
  confirmed?: (typeof confirmations)[number]
}

export const readPeopleSearch = (search: RawSearch): PeopleSearch =>
  checked({
    q: text(search['q'], 100),
    role: oneOf(search['role'], roles),
    confirmed: oneOf(search['confirmed'], confirmations),
  })

export interface OrganizationSearch {
  q?: string
}

export const readOrganizationSearch = (search: RawSearch): OrganizationSearch =>
  checked({ q: text(search['q'], 100) })
