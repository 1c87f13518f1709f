import { Link } from '@tanstack/react-router'
import { useOrganization } from '../../../../../account.ts'

const sections = [
  { to: '/o/$org/foundry', label: 'Explore' },
  { to: '/o/$org/foundry/sources', label: 'Sources' },
  { to: '/o/$org/foundry/model', label: 'Model' },
] as const

/** The places of the module, as tabs above each of its pages. */
export function Sections() {
  const { slug } = useOrganization()
  return (
    <nav
      aria-label="Data"
      data-print="no"
      className="mb-5 flex gap-5 overflow-x-auto overflow-y-hidden border-b border-line [scrollbar-width:none] max-tablet:mb-4"
    >
      {sections.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          params={{ org: slug }}
          activeOptions={{ exact: to === '/o/$org/foundry', includeSearch: false }}
          className="relative inline-flex h-10 items-center rounded-xs font-medium whitespace-nowrap text-text-2 no-underline hover:text-text focus-visible:-outline-offset-2 aria-[current=page]:text-text aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-0 aria-[current=page]:after:bottom-0 aria-[current=page]:after:h-0.5 aria-[current=page]:after:rounded-t-full aria-[current=page]:after:bg-accent pointer-coarse:h-11"
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
