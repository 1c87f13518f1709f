import type { StayOffer } from '../../offers/schema.ts'
import type { Draw } from './hash.ts'

export type StayKind = StayOffer['kind']

/** Words that suit a house anywhere; none of them is a chain's. */
const words = [
  'Linden',
  'Lantern',
  'Old Weaver',
  'Blue Shutter',
  'Quince',
  'Copper Kettle',
  'Millstone',
  'Swallow',
  'Hazel',
  'Cobbler',
  'Paper Moon',
  'Juniper',
  'Tall Clock',
  'Wren',
  'Saffron',
  'Bellringer',
  'Walnut',
  'Clover',
  'Inkwell',
  'Mulberry',
  'Stone Arch',
  'Bramble',
  'Nightjar',
  'Pear Tree',
  'Ropemaker',
  'Almond',
  'Two Herons',
  'Larch',
  'Brass Bell',
  'Marigold',
] as const

const forms: Readonly<Record<StayKind, readonly ((word: string) => string)[]>> = {
  hotel: [(word) => `Hotel ${word}`, (word) => `${word} House Hotel`, (word) => `The ${word}`],
  guesthouse: [(word) => `Guesthouse ${word}`, (word) => `${word} Rooms`, (word) => `${word} Inn`],
  flat: [(word) => `${word} Yard Flat`, (word) => `Flat at ${word} Court`, (word) => `${word} Loft`],
}

/** Invented; no two of a place have the same word, as long as there are words. */
export function stayName(draw: Draw, placeId: string, { at, kind }: { at: number; kind: StayKind }): string {
  const start = Math.floor(draw('words', placeId) * words.length)
  // Coprime to their number, so that every word comes once.
  const word = words[(start + at * 7) % words.length] ?? words[0]
  const form = forms[kind][Math.floor(draw('form', placeId, at) * forms[kind].length)]
  return form?.(word) ?? word
}
