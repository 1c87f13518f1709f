import { Drawer } from '@hub/ui/drawer'
import { useOrganization } from '../account.ts'
import { CreditFoot } from './credit-foot.tsx'
import { Person, Switcher } from './main-sidebar.tsx'
import type { PersonProps } from './main-sidebar.tsx'
import { PlaceLinks } from './place-links.tsx'

export interface MoreDrawerProps extends PersonProps {
  open: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** On small screens, everything that the sidebar has on large ones. */
export function MoreDrawer({ open, onOpenChange, ...person }: MoreDrawerProps) {
  const organization = useOrganization()
  return (
    <Drawer side="left" open={open} onOpenChange={onOpenChange} title={organization.name}>
      <div className="flex flex-col gap-px">
        <Switcher />
        <PlaceLinks />
        <div className="mt-4 border-t border-line pt-2">
          <CreditFoot />
          <Person {...person} />
        </div>
      </div>
    </Drawer>
  )
}
