import { useMemo, useState } from 'react'

/** Which rows of a list are chosen to do something with all of them. */
export interface Selection {
  /** In the order of the list; only what is shown. */
  ids: readonly string[]
  has: (id: string) => boolean
  /** The row that was chosen last. */
  last: string | null
  /** Chooses a row or gives it up; with `upToHere` everything from the last one to this one is chosen. */
  toggle: (id: string, upToHere: boolean) => void
  set: (ids: readonly string[]) => void
  /** Takes rows out; whatever was chosen in the meantime stays. */
  giveUp: (ids: readonly string[]) => void
}

/** @param shown The rows from top to bottom. What is not shown any more is not chosen any more. */
export function useSelection(shown: readonly string[]): Selection {
  const [{ chosen, last }, setState] = useState<{ chosen: ReadonlySet<string>; last: string | null }>({
    chosen: new Set(),
    last: null,
  })
  const ids = useMemo(() => shown.filter((id) => chosen.has(id)), [shown, chosen])
  return {
    ids,
    has: (id) => chosen.has(id),
    last,
    toggle: (id, upToHere) => {
      const added = upToHere ? between(shown, last ?? id, id) : [id]
      const isGivenUp = !upToHere && chosen.has(id)
      const kept = ids.filter((one) => one !== id)
      setState({ chosen: new Set(isGivenUp ? kept : [...ids, ...added]), last: id })
    },
    set: (next) => setState({ chosen: new Set(next), last }),
    giveUp: (done) =>
      setState((now) => ({ ...now, chosen: new Set([...now.chosen].filter((id) => !done.includes(id))) })),
  }
}

/** Everything from one row to another, whichever stands first; only the second when the first is gone. */
function between(shown: readonly string[], from: string, to: string): readonly string[] {
  const places = [shown.indexOf(from), shown.indexOf(to)]
  return places.includes(-1) ? [to] : shown.slice(Math.min(...places), Math.max(...places) + 1)
}
