import { z } from 'zod'
import { line } from '../../../shared/text.ts'

export const FoundPlace = z.strictObject({
  id: z.string(),
  name: z.string(),
  country: z.string().meta({ description: 'In English' }),
  airports: z.array(z.string()).meta({ description: 'IATA codes, nearest first' }),
})
export type FoundPlace = z.infer<typeof FoundPlace>
export const FoundPlaces = z.strictObject({ items: z.array(FoundPlace) })
export type FoundPlaces = z.infer<typeof FoundPlaces>

export const SearchPlaces = z.strictObject({
  words: line(80).meta({ description: 'The beginning of a name, or a code such as LIS' }),
  limit: z.int().min(1).max(20).default(8),
})
export type SearchPlaces = z.infer<typeof SearchPlaces>
