import type { Point } from './distance.ts'
import { metresBetween } from './distance.ts'
import { sharedWords, wordsIn } from './words.ts'

/** A business as a directory of places tells of it, with the text of its own home page where that could be read. */
export interface Found {
  placeId: string
  name: string
  address: string | null
  website: string | null
  kind: string | null
  kinds: readonly string[]
  at: Point
  /** Null where there is no page, or it could not be read. */
  text: string | null
}

/** What competitors are ranked by. */
export interface Sought {
  what: string
  centre: Point
  radiusMetres: number
  /** What the organization sells, in its own words. */
  about: string
}

export interface Ranked {
  found: Found
  distanceMetres: number
  /** 0 to 100. */
  score: number
  reasons: string[]
}

const WEIGHTS = { near: 30, kind: 25, text: 45 }
const MOST_WORDS = 5
/** So many words in common are as alike as two pages get. */
const ALL_ALIKE = 6

const farText = (metres: number): string =>
  metres < 1_000 ? `${Math.round(metres / 10) * 10} m away` : `${(metres / 1_000).toFixed(1)} km away`

interface Part {
  /** 0 to 1. */
  share: number
  reason: string | null
}

function byKind({ kind, kinds, name }: Found, { what }: Sought): Part {
  const wanted = wordsIn(what)
  const shown = [...kinds, kind ?? ''].flatMap((one) => [...wordsIn(one.replaceAll('_', ' '))])
  const own = new Set([...shown, ...wordsIn(name)])
  const alike = sharedWords(wanted, own)
  const share = wanted.size === 0 ? 0 : alike.length / wanted.size
  if (share === 0) return { share, reason: null }
  return {
    share,
    reason:
      share === 1 ? `Is what you looked for: ${what}` : `Partly what you looked for: ${alike.join(', ')}`,
  }
}

function byText({ text, website }: Found, { what, about }: Sought): Part | null {
  if (text === null)
    return { share: 0, reason: website === null ? 'Has no website' : 'Its website could not be read' }
  const alike = sharedWords(wordsIn(`${what} ${about}`), wordsIn(text))
  if (alike.length === 0) return { share: 0, reason: 'Its website speaks of other things' }
  return {
    share: Math.min(1, alike.length / ALL_ALIKE),
    reason: `Its website speaks of ${alike.slice(0, MOST_WORDS).join(', ')}`,
  }
}

function rankOne(found: Found, sought: Sought): Ranked {
  const distanceMetres = Math.round(metresBetween(found.at, sought.centre))
  const near = Math.max(0, 1 - distanceMetres / sought.radiusMetres)
  const kind = byKind(found, sought)
  const text = byText(found, sought)
  const points = near * WEIGHTS.near + kind.share * WEIGHTS.kind + (text?.share ?? 0) * WEIGHTS.text
  const reasons = [farText(distanceMetres), kind.reason, text?.reason].filter((reason) => reason != null)
  return { found, distanceMetres, score: Math.round(points), reasons }
}

/** The most alike first; what lies beyond the radius is left out, since a directory answers with that as well. */
export const rank = (all: readonly Found[], sought: Sought): Ranked[] =>
  all
    .map((found) => rankOne(found, sought))
    .filter(({ distanceMetres }) => distanceMetres <= sought.radiusMetres)
    .toSorted(
      (a, b) =>
        b.score - a.score ||
        a.distanceMetres - b.distanceMetres ||
        a.found.placeId.localeCompare(b.found.placeId),
    )
