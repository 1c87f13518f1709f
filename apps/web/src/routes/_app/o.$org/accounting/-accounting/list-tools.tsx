import type { ReactNode } from 'react'
import type { ViewKind } from '../../../../../lists/saved-views.ts'
import { ListViews } from '../../../../../lists/list-views.tsx'

export interface ListToolsProps {
  /** What the list is narrowed to, in words. */
  narrowed: readonly (string | undefined)[]
  /** Whose filters may be given a name. */
  views: ViewKind
  children: ReactNode
}

/** Search and filters above a list. On paper words stand in their place, so that a part never passes for the whole. */
export function ListTools({ narrowed, views, children }: ListToolsProps) {
  const words = narrowed.filter((word) => word !== undefined)
  return (
    <>
      <div data-print="no" className="mb-3 flex flex-wrap items-center gap-2">
        {children}
        <span className="ml-auto">
          <ListViews kind={views} />
        </span>
      </div>
      {words.length > 0 && <p className="mb-3 hidden print:block">Only: {words.join(', ')}</p>}
    </>
  )
}

/** What was searched for, as it stands on paper. */
export const searched = (q: string | undefined): string | undefined =>
  q === undefined ? undefined : `“${q}”`
