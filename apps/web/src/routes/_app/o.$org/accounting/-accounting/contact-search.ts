import { checked, id, oneOf, text } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'
import type { ViewKind } from '../../../../../lists/saved-views.ts'

export interface ContactSearch {
  q?: string
  kind?: 'customer' | 'vendor' | 'archived'
  /** The one that is open. */
  contact?: string
}

export const readContactSearch = (search: RawSearch): ContactSearch =>
  checked({
    q: text(search['q']),
    kind: oneOf(search['kind'], ['customer', 'vendor', 'archived']),
    contact: id(search['contact']),
  })

export const contactViews: ViewKind = {
  list: 'accounting.contacts',
  read: readContactSearch,
  open: ['contact'],
  about: 'Which customers and vendors are shown.',
  sharing: 'accounting.contact.write',
}

const PAGE = 30

export const contactsIn = ({ q, kind }: ContactSearch) => ({
  limit: PAGE,
  ...(q !== undefined && { search: q }),
  ...(kind === 'archived' && { archived: true }),
  ...((kind === 'customer' || kind === 'vendor') && { role: kind }),
})
