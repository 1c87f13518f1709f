import { useState } from 'react'

/** Which step is open, and whether the focus is to follow into its panel. */
export interface Opening {
  /** What was opened by keys or just made; a new object each time, so that the focus follows again. */
  wished: { id: string } | null
  select: (id: string | null) => void
  /** Opens it with the focus in its panel. */
  enter: (id: string) => void
}

export function useOpening(onStep: (id: string | null) => void): Opening {
  const [wished, setWished] = useState<{ id: string } | null>(null)
  return {
    wished,
    select(id) {
      setWished(null)
      onStep(id)
    },
    enter(id) {
      setWished({ id })
      onStep(id)
    },
  }
}
