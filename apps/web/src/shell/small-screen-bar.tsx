import { BottomBar, BottomBarLink } from '@hub/ui/bottom-bar'
import { Drawer } from '@hub/ui/drawer'
import { SidebarGroup } from '@hub/ui/sidebar'
import { Link, useLocation } from '@tanstack/react-router'
import { Menu as MenuIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useMe, useOrganization } from '../account.ts'
import { useMarksOf } from './background-work.tsx'
import { CreditFoot } from './credit-foot.tsx'
import { Person, Places, Switcher } from './main-sidebar.tsx'
import { placesFor } from './places.ts'

/** The places one goes to daily, and everything else under "More". */
export function SmallScreenBar({ onShortcuts }: { onShortcuts: () => void }) {
  const [isOpen, setOpen] = useState(false)
  const me = useMe()
  const organization = useOrganization()
  const places = placesFor(me, organization)
  const { pathname } = useLocation()
  const marksOf = useMarksOf()
  const hidden = places.reduce(
    (sum, { to, bottomBar }) => sum + (bottomBar ? 0 : (marksOf(to).count ?? 0)),
    0,
  )
  useEffect(() => setOpen(false), [pathname])
  return (
    <>
      <BottomBar>
        {places.map(({ to, bottomBar, icon: Icon, exact }) =>
          bottomBar === undefined ? null : (
            <BottomBarLink
              key={to}
              icon={<Icon aria-hidden="true" />}
              label={withCount(bottomBar, marksOf(to).count)}
              render={
                <Link
                  to={to}
                  params={{ org: organization.slug }}
                  activeOptions={{ exact: exact === true, includeSearch: false }}
                />
              }
            />
          ),
        )}
        <BottomBarLink
          icon={<MenuIcon aria-hidden="true" />}
          label={withCount('More', hidden)}
          render={<button type="button" onClick={() => setOpen(true)} />}
        />
      </BottomBar>
      <Drawer side="left" open={isOpen} onOpenChange={setOpen} title={organization.name}>
        <div className="flex flex-col gap-px">
          <Switcher />
          <Places places={places} group="daily" />
          <SidebarGroup label="Business">
            <Places places={places} group="business" />
          </SidebarGroup>
          <div className="mt-4 border-t border-line pt-2">
            <CreditFoot />
            <Person onShortcuts={onShortcuts} />
          </div>
        </div>
      </Drawer>
    </>
  )
}

const withCount = (word: string, count: number | undefined): string =>
  count === undefined || count === 0 ? word : `${word} ${count}`
