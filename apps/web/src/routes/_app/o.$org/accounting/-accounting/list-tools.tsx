import type { ReactNode } from 'react'

export interface ListToolsProps {
  /** What the list is narrowed to, in words. */
  narrowed: readonly (string | undefined)[]
  children: ReactNode
}

/** Search and filters above a list. On paper words stand in their place, so that a part never passes for the whole. */
export function ListTools({ narrowed, children }: ListToolsProps) {
  const words = narrowed.filter((word) => word !== undefined)
  return (
    <>
      <div data-print="no" className="mb-3 flex flex-wrap items-center gap-2">
        {children}
      </div>
      {words.length > 0 && <p className="mb-3 hidden print:block">Only: {words.join(', ')}</p>}
    </>
  )
}

/** What was searched for, as it stands on paper. */
export const searched = (q: string | undefined): string | undefined =>
  q === undefined ? undefined : `“${q}”`
