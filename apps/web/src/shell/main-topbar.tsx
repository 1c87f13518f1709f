import { IconButton } from '@hub/ui/icon-button'
import { Breadcrumbs, Topbar } from '@hub/ui/topbar'
import { useMatches } from '@tanstack/react-router'
import { Moon, Search, Sun } from 'lucide-react'
import { setTheme, useTheme } from '../theme.ts'

/** Where am I, and the few tools that every page has. */
export function MainTopbar({ onSearch }: { onSearch: () => void }) {
  const title = useMatches({
    select: (matches) => matches.findLast(({ staticData }) => staticData.title)?.staticData.title,
  })
  return (
    <Topbar
      tools={
        <>
          <IconButton label="Search or jump to" className="desk:hidden" onClick={onSearch}>
            <Search />
          </IconButton>
          <ThemeButton />
        </>
      }
    >
      {title !== undefined && <Breadcrumbs crumbs={[{ label: title }]} />}
    </Topbar>
  )
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
