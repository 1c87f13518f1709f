import { Drawer } from '@hub/ui/drawer'
import { SidebarGroup } from '@hub/ui/sidebar'
import { useMe, useOrganization } from '../account.ts'
import { CreditFoot } from './credit-foot.tsx'
import { Person, Places, Switcher } from './main-sidebar.tsx'
import { placesFor } from './places.ts'

export interface MoreDrawerProps {
  open: boolean
  onOpenChange: (isOpen: boolean) => void
  onShortcuts: () => void
}

/** On small screens, everything that the sidebar has on large ones. */
export function MoreDrawer({ open, onOpenChange, onShortcuts }: MoreDrawerProps) {
  const me = useMe()
  const organization = useOrganization()
  const places = placesFor(me, organization)
  return (
    <Drawer side="left" open={open} onOpenChange={onOpenChange} title={organization.name}>
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
  )
}
