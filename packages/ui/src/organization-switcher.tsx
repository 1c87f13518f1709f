import { ChevronsUpDown, Plus } from 'lucide-react'
import { clsx } from 'clsx'

import { OrganizationMark } from './avatar.tsx'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from './menu.tsx'
import { useSidebarCollapsed } from './sidebar.tsx'

export interface SwitcherOrganization {
  id: string
  name: string
  /** What this person is in it: "Owner". */
  role: string
}

export interface OrganizationSwitcherProps {
  organizations: readonly SwitcherOrganization[]
  currentId: string
  onSwitch: (id: string) => void
  onCreate?: (() => void) | undefined
}

/** Which business is this, and the way to another one. */
export function OrganizationSwitcher({
  organizations,
  currentId,
  onSwitch,
  onCreate,
}: OrganizationSwitcherProps) {
  const collapsed = useSidebarCollapsed()
  const current = organizations.find((organization) => organization.id === currentId)
  const name = current?.name ?? 'Choose'
  return (
    <Menu
      className="w-60"
      trigger={
        <button
          type="button"
          className={clsx(
            'mb-1.5 flex flex-none items-center gap-2 rounded-sm text-left hover:bg-hover data-[popup-open]:bg-hover',
            collapsed ? 'mx-auto p-1' : 'w-full px-2 py-1.5',
          )}
        >
          <OrganizationMark name={name} />
          <span className="sr-only">Organization{collapsed ? ` ${name}` : ''}</span>
          {!collapsed && (
            <>
              <span className="min-w-0 flex-1">
                <span title={name} className="block truncate text-14/4.5 font-semibold">
                  {name}
                </span>
                <span className="block text-12 text-text-3">{current?.role}</span>
              </span>
              <ChevronsUpDown aria-hidden="true" className="text-text-2" />
            </>
          )}
        </button>
      }
    >
      <MenuChoice
        label="Organization"
        value={currentId}
        onValueChange={onSwitch}
        options={organizations.map((organization) => ({
          value: organization.id,
          label: <span className="block truncate">{organization.name}</span>,
          icon: <OrganizationMark name={organization.name} className="size-6! text-[10px]!" />,
        }))}
      />
      {onCreate !== undefined && (
        <>
          <MenuSeparator />
          <MenuItem icon={<Plus className="mx-1" />} onClick={onCreate}>
            New organization
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
