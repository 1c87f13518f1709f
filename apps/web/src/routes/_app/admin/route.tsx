import { Page, SkipLink } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { IconButton } from '@hub/ui/icon-button'
import { Logo } from '@hub/ui/logo'
import { createFileRoute, Link, notFound, Outlet, useLocation } from '@tanstack/react-router'
import { ArrowLeft, Search } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { useAdminKeys } from '../../../shell/admin-keys.tsx'
import { adminPlaces } from '../../../shell/admin-places.ts'
import { ThemeButton } from '../../../shell/main-topbar.tsx'

/** The pages of the platform's administrators; for everybody else there is nothing at this address. */
export const Route = createFileRoute('/_app/admin')({
  beforeLoad: ({ context }) => {
    if (!context.me.user.isPlatformAdmin) throw notFound()
  },
  component: Admin,
})

/** On a phone not all of them are in sight; the one that is open always is. */
function useTabInSight(): RefObject<HTMLElement | null> {
  const nav = useRef<HTMLElement>(null)
  const path = useLocation({ select: ({ pathname }) => pathname })
  useEffect(() => {
    const bar = nav.current
    const current = bar?.querySelector<HTMLElement>('[aria-current]')
    if (bar && current) bar.scrollLeft = current.offsetLeft - bar.offsetLeft
  }, [path])
  return nav
}

function Admin() {
  const nav = useTabInSight()
  const { openPalette, onTop } = useAdminKeys()
  return (
    <>
      <SkipLink />
      <header className="sticky top-(--bars) z-(--z-sticky) border-b border-line bg-sheet">
        <div className="mx-auto flex h-(--topbar) w-full max-w-[calc(var(--content-max)+64px)] items-center gap-5 px-8 max-tablet:gap-3 max-tablet:px-4">
          <span className="flex items-center gap-2 font-semibold">
            <Logo />
            <span className="max-tablet:sr-only">Administration</span>
          </span>
          <nav
            ref={nav}
            aria-label="Administration"
            className="flex h-full min-w-0 gap-5 overflow-x-auto overflow-y-hidden [scrollbar-width:none] max-tablet:gap-3"
          >
            {adminPlaces.map(({ to, label }) => (
              <Link
                key={to}
                to={to}
                activeOptions={{ exact: to === '/admin', includeSearch: false }}
                className="relative inline-flex items-center font-medium text-text-2 no-underline hover:text-text hover:no-underline focus-visible:-outline-offset-2 aria-[current]:text-text aria-[current]:after:absolute aria-[current]:after:inset-x-0 aria-[current]:after:bottom-0 aria-[current]:after:h-0.5 aria-[current]:after:rounded-t-full aria-[current]:after:bg-accent"
              >
                {label}
              </Link>
            ))}
          </nav>
          <div className="ml-auto flex items-center gap-1">
            {/* The short word leaves room for the tabs on a tablet. */}
            <Button size="sm" variant="ghost" aria-label="Back to your business" render={<Link to="/" />}>
              <ArrowLeft />
              <span className="max-tablet:sr-only">Back</span>
            </Button>
            <IconButton label="Search or jump to" onClick={openPalette}>
              <Search />
            </IconButton>
            <ThemeButton />
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="outline-none">
        <Page>
          <Outlet />
        </Page>
      </main>
      {onTop}
    </>
  )
}
