import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export interface AppShellProps {
  /** A Sidebar; hidden under 960 px. */
  sidebar: ReactNode
  /** A Topbar. */
  topbar: ReactNode
  /** A BottomBar; shown under 960 px. */
  bottomBar: ReactNode
  /** The sidebar is narrow. */
  collapsed?: boolean | undefined
  children: ReactNode
}

/** The frame of every signed-in page. The first Tab offers to skip to the content. */
export function AppShell({ sidebar, topbar, bottomBar, collapsed = false, children }: AppShellProps) {
  return (
    <>
      <SkipLink />
      <div
        className={clsx(
          'grid min-h-[calc(100dvh-var(--bars))] print:block desk:transition-[grid-template-columns] desk:duration-(--t-slow) desk:ease-move',
          collapsed
            ? 'desk:grid-cols-[var(--sidebar-mini)_minmax(0,1fr)]'
            : 'desk:grid-cols-[var(--sidebar)_minmax(0,1fr)]',
        )}
      >
        <div data-print="no" className="max-desk:hidden">
          {sidebar}
        </div>
        <div className="flex min-w-0 flex-col bg-sheet">
          <div data-print="no" className="contents">
            {topbar}
          </div>
          <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
            {children}
          </main>
        </div>
      </div>
      <div data-print="no" className="contents">
        {bottomBar}
      </div>
    </>
  )
}

/** Seen when the first Tab reaches it; leads past what every page begins with, to `#content`. */
export function SkipLink() {
  return (
    <a
      href="#content"
      data-print="no"
      className="absolute -top-16 left-3 z-(--z-toast) rounded-sm bg-raised px-3.5 py-2 shadow-2 focus:top-[calc(var(--bars)+12px)]"
    >
      Skip to content
    </a>
  )
}

export interface PageProps {
  /** Boards and canvases use the full width. */
  wide?: boolean | undefined
  /** As high as the window leaves room for: what is in it scrolls by itself, down to a height at which the page does. */
  fill?: boolean | undefined
  className?: string | undefined
  children: ReactNode
}

/** The padding and the greatest width of a page inside the shell. */
export function Page({ wide = false, fill = false, className, children }: PageProps) {
  return (
    <div
      className={clsx(
        'mx-auto w-full px-8 pt-6 pb-12 max-desk:pb-24 max-tablet:px-4 max-tablet:pt-4 print:pb-0',
        fill && 'h-[calc(100dvh-var(--bars)-var(--topbar))] min-h-[560px]',
        wide
          ? clsx('flex flex-col desk:pb-6', fill ? 'flex-none' : 'flex-1')
          : 'max-w-[calc(var(--content-max)+64px)]',
        className,
      )}
    >
      {children}
    </div>
  )
}
