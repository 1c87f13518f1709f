import { findPlaces } from './find-places.ts'
import type { FoundPlaces, SearchPlaces } from './schema.ts'

const countries = new Intl.DisplayNames(['en'], { type: 'region' })

export const searchPlaces = ({ words, limit }: SearchPlaces): FoundPlaces => ({
  items: findPlaces(words, { limit }).map(({ place: { id, name, country, airports } }) => ({
    id,
    name,
    country: countries.of(country) ?? country,
    airports: [...airports],
  })),
})
