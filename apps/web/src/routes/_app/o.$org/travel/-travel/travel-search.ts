import { checked, oneOf } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'

/* What the route needs of the module before its pages are there: it comes with every page, so it stays small. */

/** By which the offers are sorted; best fit where nothing else is said. */
export type OtherSort = 'cheapest' | 'shortest'

export interface TripSearch {
  sort?: OtherSort
}

export const readTripSearch = (search: RawSearch): TripSearch =>
  checked({ sort: oneOf(search['sort'], ['cheapest', 'shortest']) })

export type Changed<Search> = { [Key in keyof Search]?: Search[Key] | undefined }
