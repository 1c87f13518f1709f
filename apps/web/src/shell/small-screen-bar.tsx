import { BottomBar, BottomBarLink } from '@hub/ui/bottom-bar'
import { Link, useLocation } from '@tanstack/react-router'
import { Menu as MenuIcon } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { lazyPart } from '../lazy-part.ts'
import { useMe, useOrganization, openOrganization } from '../account.ts'
import { useMarksOf } from './background-work.tsx'
import { useIdlePrefetch } from './idle-prefetch.ts'
import type { PersonProps } from './main-sidebar.tsx'
import { ownPlaces } from './places.ts'

// What it opens with is heavier than the whole bar, and not needed before the first touch.
const loadMore = () => import('./more-drawer.tsx')
const MoreDrawer = lazyPart(async () => (await loadMore()).MoreDrawer)

/** Beside "More". */
const AT_THE_THUMB = 4

/** The places one goes to first, and everything else under "More". */
export function SmallScreenBar(person: PersonProps) {
  const [isOpen, setOpen] = useState(false)
  const [wasOpened, setOpened] = useState(false)
  useIdlePrefetch(loadMore)
  const me = useMe()
  const organization = useOrganization()
  const places = ownPlaces(me, organization).flatMap((list) => list.places)
  const shown = places.slice(0, AT_THE_THUMB)
  const { pathname } = useLocation()
  const marksOf = useMarksOf()
  const hidden = places.slice(AT_THE_THUMB).reduce((sum, { to }) => sum + (marksOf(to).count ?? 0), 0)
  useEffect(() => setOpen(false), [pathname])
  const open = () => {
    setOpened(true)
    setOpen(true)
  }
  return (
    <>
      <BottomBar>
        {shown.map(({ to, label, short = label, icon: Icon, exact }) => (
          <BottomBarLink
            key={to}
            icon={<Icon aria-hidden="true" />}
            label={withCount(short, marksOf(to).count)}
            render={
              <Link
                to={to}
                params={openOrganization(organization)}
                activeOptions={{ exact: exact === true, includeSearch: false }}
              />
            }
          />
        ))}
        <BottomBarLink
          icon={<MenuIcon aria-hidden="true" />}
          label={withCount('More', hidden)}
          render={<button type="button" onClick={open} />}
        />
      </BottomBar>
      {wasOpened && (
        <Suspense>
          <MoreDrawer open={isOpen} onOpenChange={setOpen} {...person} />
        </Suspense>
      )}
    </>
  )
}

const withCount = (word: string, count: number | undefined): string =>
  count === undefined || count === 0 ? word : `${word} ${count}`
