import { Avatar } from '@hub/ui/avatar'
import { IconButton } from '@hub/ui/icon-button'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@hub/ui/menu'
import { OrganizationSwitcher } from '@hub/ui/organization-switcher'
import { Sidebar, SidebarPerson, SidebarSearch } from '@hub/ui/sidebar'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { Ellipsis, Keyboard, ListOrdered, LogOut, Moon, Sun, UserRound } from 'lucide-react'
import { useMe, useOrganization } from '../account.ts'
import { roleWords } from '../components/role-words.ts'
import { setTheme, useTheme } from '../theme.ts'
import { CreditFoot } from './credit-foot.tsx'
import { PlaceLinks } from './place-links.tsx'
import { modKey } from './shortcut.ts'
import { useSignOut } from './use-sign-out.ts'

/** The way to everything in the organization. */
export function MainSidebar({
  collapsed,
  onSearch,
  ...person
}: PersonProps & { collapsed: boolean; onSearch: () => void }) {
  const at = useLocation({ select: ({ pathname }) => pathname })
  return (
    <Sidebar
      at={at}
      collapsed={collapsed}
      top={<Switcher />}
      search={<SidebarSearch onClick={onSearch} shortcut={modKey} />}
      foot={
        <>
          <CreditFoot />
          <Person {...person} />
        </>
      }
    >
      <PlaceLinks />
    </Sidebar>
  )
}

/** Which organization this is, and the way to another one. */
export function Switcher() {
  const me = useMe()
  const organization = useOrganization()
  const navigate = useNavigate()
  const slugOf = (id: string) => me.organizations.find((one) => one.id === id)?.slug
  return (
    <OrganizationSwitcher
      organizations={me.organizations.map(({ id, name, role }) => ({ id, name, role: roleWords[role] }))}
      currentId={organization.id}
      onSwitch={(id) => {
        const slug = slugOf(id)
        if (slug !== undefined) void navigate({ to: '/o/$org', params: { org: slug } })
      }}
      onCreate={() => void navigate({ to: '/new-organization' })}
    />
  )
}

export interface PersonProps {
  onShortcuts: () => void
  onArrange: () => void
}

/** The person, and what they do about themselves. */
export function Person({ onShortcuts, onArrange }: PersonProps) {
  const { user } = useMe()
  const { slug } = useOrganization()
  const theme = useTheme()
  const signOut = useSignOut()
  return (
    <SidebarPerson avatar={<Avatar name={user.name} src={user.avatarUrl} decorative />} name={user.name}>
      <Menu
        side="top"
        align="end"
        trigger={
          <IconButton size="sm" label="You" tooltip={false}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuLink
          icon={<UserRound aria-hidden="true" />}
          render={<Link to="/o/$org/settings" params={{ org: slug }} search={{ tab: 'profile' }} />}
        >
          Profile and sign-in
        </MenuLink>
        <MenuItem
          icon={theme === 'dark' ? <Sun aria-hidden="true" /> : <Moon aria-hidden="true" />}
          onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
        >
          {theme === 'dark' ? 'Light theme' : 'Dark theme'}
        </MenuItem>
        <MenuItem icon={<Keyboard aria-hidden="true" />} shortcut="?" onClick={onShortcuts}>
          Keyboard shortcuts
        </MenuItem>
        <MenuItem icon={<ListOrdered aria-hidden="true" />} onClick={onArrange}>
          Arrange the sidebar
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<LogOut aria-hidden="true" />} onClick={signOut}>
          Sign out
        </MenuItem>
      </Menu>
    </SidebarPerson>
  )
}
