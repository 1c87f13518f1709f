import { checked, flag, id, oneOf, text } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'

/* What routes need of the module before its pages are there: it comes with every page, so it stays small. */

export interface PricesSearch {
  /** Only products whose name has these words. */
  q?: string
  /** A page of a shop is being added. */
  add?: true
}

export const readPricesSearch = (search: RawSearch): PricesSearch =>
  checked({
    q: text(search['q']),
    add: flag(search['add']),
  })

/** How far back the chart goes; 60 days where nothing else is said. */
export type OtherDays = 30 | 365

export interface ProductSearch {
  days?: OtherDays
  /** The page of a shop that is open. */
  listing?: string
}

export const readProductSearch = (search: RawSearch): ProductSearch =>
  checked({
    days: oneOf(search['days'], [30, 365]),
    listing: id(search['listing']),
  })

export type Changed<Search> = { [Key in keyof Search]?: Search[Key] | undefined }
