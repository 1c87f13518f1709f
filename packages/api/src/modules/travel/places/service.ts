import { countryName } from '../../../shared/country-name.ts'
import { findPlaces } from './find-places.ts'
import type { FoundPlaces, SearchPlaces } from './schema.ts'

export const searchPlaces = ({ words, limit }: SearchPlaces): FoundPlaces => ({
  items: findPlaces(words, { limit }).map(({ place: { id, name, country, airports } }) => ({
    id,
    name,
    country: countryName(country) ?? country,
    airports: [...airports],
  })),
})
