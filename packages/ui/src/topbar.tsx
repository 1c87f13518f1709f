import { useRender } from '@base-ui/react/use-render'
import { ChevronRight } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'

export interface TopbarProps {
  /** Where am I: Breadcrumbs. */
  children: ReactNode
  /** Running jobs, bell, help, theme. No page actions. */
  tools?: ReactNode
  /** Left of the words on small screens, such as a button that opens a list. */
  lead?: ReactNode
  /** Beside the words: what can be done with the one thing they name. */
  acts?: ReactNode
}

/** The strip above the page. */
export function Topbar({ children, tools, lead, acts }: TopbarProps) {
  return (
    <header className="sticky top-(--bars) z-(--z-sticky) flex h-(--topbar) flex-none items-center gap-2 border-b border-line bg-sheet px-8 max-tablet:pr-3 max-tablet:pl-4">
      {lead}
      <div className="flex min-w-0 flex-1 items-center gap-1">
        <div className="min-w-0">{children}</div>
        {acts}
      </div>
      {tools !== undefined && <div className="flex flex-none items-center gap-1">{tools}</div>}
    </header>
  )
}

export interface Crumb {
  label: string
  /** The router's link; without it this is where we are. */
  render?: ReactElement | undefined
}

/** The path to this page. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex min-w-0 items-center gap-2 text-13 whitespace-nowrap text-text-3">
        {crumbs.map((crumb, index) => (
          <li
            key={crumb.label}
            // The way back stays whole; only where we are gives way.
            className={`flex items-center gap-2 ${crumb.render === undefined ? 'min-w-0' : 'flex-none'}`}
          >
            {index > 0 && <ChevronRight aria-hidden="true" className="size-3.5 flex-none" />}
            {crumb.render === undefined ? (
              <span aria-current="page" className="truncate font-medium text-text">
                {crumb.label}
              </span>
            ) : (
              <CrumbLink render={crumb.render} label={crumb.label} />
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function CrumbLink({ render, label }: { render: ReactElement; label: string }) {
  return useRender({ render, props: { className: 'flex-none text-text-3', children: label } })
}
