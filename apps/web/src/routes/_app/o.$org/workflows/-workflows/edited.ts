import type { Definition } from './flow.ts'

/** Where a draft was changed, and when. */
export interface Edited {
  /** The one value that is another now; null where more are, or something came or went. */
  place: string | null
  at: number
}

const lists = ['steps', 'triggers', 'fields'] as const

function placesIn(name: string, before: readonly object[], after: readonly object[]): string[] {
  if (before.length !== after.length) return [`${name}.length`, `${name}.items`]
  return after.flatMap((one, index) => {
    const old = new Map(Object.entries(before[index] ?? {}))
    const keys = new Set([...old.keys(), ...Object.keys(one)])
    const now = new Map(Object.entries(one))
    return [...keys].flatMap((key) =>
      old.get(key) === now.get(key) || one === before[index] ? [] : [`${name}.${index}.${key}`],
    )
  })
}

export function editedIn(before: Definition, after: Definition, at: number): Edited {
  const places = lists.flatMap((name) => placesIn(name, before[name], after[name]))
  if (before.note !== after.note) places.push('note')
  const [place = null, ...others] = places
  return { place: others.length === 0 ? place : null, at }
}

/** Letters that are typed one after the other are taken back together. */
const TYPING_MS = 1_000

export const isSameEdit = (last: Edited | null, now: Edited): boolean =>
  last !== null && now.place !== null && last.place === now.place && now.at - last.at < TYPING_MS
