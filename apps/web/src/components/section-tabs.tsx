import { showCurrent } from '@hub/ui/show-current'
import { Link, useLocation } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { useEffect, useRef } from 'react'
import { useOrganization } from '../account.ts'
import type { Place } from '../modules/web-module.ts'

interface SectionTabsProps {
  /** The module's name, for screen readers. */
  label: string
  /** The first is the module's own page: it is current there alone, and not on those below it. */
  sections: readonly { to: Place['to']; label: string }[]
}

/** More than these stand closer, so that a tablet has room for all. */
const FEW = 8

/** The places of a module, as tabs above each of its pages. */
export function SectionTabs({ label, sections }: SectionTabsProps) {
  const { slug } = useOrganization()
  const row = useRef<HTMLElement>(null)
  const pathname = useLocation({ select: (location) => location.pathname })
  useEffect(() => showCurrent(row.current), [pathname])
  return (
    <nav
      ref={row}
      aria-label={label}
      data-print="no"
      className={clsx(
        'mb-5 flex overflow-x-auto overflow-y-hidden border-b border-line [scrollbar-width:none] max-tablet:mb-4',
        sections.length > FEW ? 'gap-4' : 'gap-5',
      )}
    >
      {sections.map(({ to, label: words }) => (
        <Link
          key={to}
          to={to}
          params={{ org: slug }}
          activeOptions={{ exact: to === sections[0]?.to, includeSearch: false }}
          className="relative inline-flex h-10 items-center rounded-xs font-medium whitespace-nowrap text-text-2 no-underline hover:text-text focus-visible:-outline-offset-2 aria-[current]:text-text aria-[current]:after:absolute aria-[current]:after:inset-x-0 aria-[current]:after:bottom-0 aria-[current]:after:h-0.5 aria-[current]:after:rounded-t-full aria-[current]:after:bg-accent pointer-coarse:h-11"
        >
          {words}
        </Link>
      ))}
    </nav>
  )
}
