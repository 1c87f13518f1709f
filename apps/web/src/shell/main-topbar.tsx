import { IconButton } from '@hub/ui/icon-button'
import { Breadcrumbs, Topbar } from '@hub/ui/topbar'
import type { Crumb } from '@hub/ui/topbar'
import { Link, useMatches } from '@tanstack/react-router'
import { Moon, Search, Sun } from 'lucide-react'
import { useOrganization } from '../account.ts'
import { setTheme, useTheme } from '../theme.ts'
import { PageHeadPlace, useCurrentPageName } from './page-head.tsx'

/** Where am I, and the few tools that every page has. */
export function MainTopbar({ onSearch }: { onSearch: () => void }) {
  const crumbs = useCrumbs()
  return (
    <Topbar
      acts={<PageHeadPlace />}
      tools={
        <>
          <IconButton label="Search or jump to" className="desk:hidden" onClick={onSearch}>
            <Search />
          </IconButton>
          <ThemeButton />
        </>
      }
    >
      {crumbs.length > 0 && <Breadcrumbs crumbs={crumbs} />}
    </Topbar>
  )
}

/** The list the page belongs to, if it shows one thing of it, and the page. */
function useCrumbs(): Crumb[] {
  const { slug } = useOrganization()
  const name = useCurrentPageName()
  const { title, within } = useMatches({
    select: (matches) => matches.findLast(({ staticData }) => staticData.title)?.staticData ?? {},
    structuralSharing: true,
  })
  if (title === undefined) return []
  if (within === undefined) return [{ label: title }]
  const list = { label: within.title, render: <Link to={within.to} params={{ org: slug }} /> }
  return [list, { label: name ?? title }]
}

/** Day or night. */
export function ThemeButton() {
  const theme = useTheme()
  const isDark = theme === 'dark'
  return (
    <IconButton
      label={isDark ? 'Light theme' : 'Dark theme'}
      onClick={() => setTheme(isDark ? 'light' : 'dark')}
    >
      {isDark ? <Sun /> : <Moon />}
    </IconButton>
  )
}
