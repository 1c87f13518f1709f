import { useNavigate } from '@tanstack/react-router'
import { House, ListOrdered, Settings, ShieldCheck, UserPlus } from 'lucide-react'
import { useCan, useMe, useOrganization } from '../account.ts'
import type { PaletteParts } from '../modules/web-module.ts'
import { adminPlaces } from './admin-places.ts'
import { Finds, Recent } from './palette-finds.tsx'
import { PaletteFrame } from './palette-frame.tsx'
import { GoKeys, OwnActs } from './palette-own.tsx'
import { Entries, Entry } from './palette-parts.tsx'
import { placesFor } from './places.ts'

export interface PaletteDialogProps {
  /** What the modules add, in their order. */
  parts: readonly PaletteParts[]
  onClose: () => void
  onShortcuts: () => void
  /** Opens the order of the sidebar. */
  onArrange: () => void
}

/** Do, find, go to: everything in the organization by a few letters. */
export function Palette(props: PaletteDialogProps) {
  const { onClose } = props
  return (
    <PaletteFrame onClose={onClose}>
      {(query) => (
        <>
          <Acts {...props} />
          {query === '' ? <Recent onClose={onClose} /> : <Finds query={query} onClose={onClose} />}
          <GoTo onClose={onClose} />
        </>
      )}
    </PaletteFrame>
  )
}

function Acts({ parts, onClose, onShortcuts, onArrange }: PaletteDialogProps) {
  const navigate = useNavigate()
  const { slug } = useOrganization()
  const canInvite = useCan('member.invite')
  const params = { org: slug }
  const act = (run: () => unknown) => () => {
    onClose()
    run()
  }
  return (
    <Entries heading="Do">
      {parts.map(({ name, Acts: ActsOfModule }) => (
        <ActsOfModule key={name} onClose={onClose} />
      ))}
      {canInvite && (
        <Entry
          value="Invite somebody"
          keywords={['member', 'team', 'person']}
          icon={<UserPlus aria-hidden="true" />}
          onChoose={act(() => navigate({ to: '/o/$org/team', params, search: { invite: true } }))}
        >
          Invite somebody
        </Entry>
      )}
      <Entry
        value="Arrange the sidebar"
        keywords={['order', 'hide', 'places', 'menu', 'customize']}
        icon={<ListOrdered aria-hidden="true" />}
        onChoose={act(onArrange)}
      >
        Arrange the sidebar
      </Entry>
      <OwnActs onClose={onClose} onShortcuts={onShortcuts} />
    </Entries>
  )
}

/** The pages of the settings, which the sidebar shows as one place. */
const settingsPages = [
  { label: 'Organization', tab: undefined, keywords: ['name', 'time zone', 'currency', 'spending limits'] },
  { label: 'Profile', tab: 'profile', keywords: ['picture', 'name', 'preferences', 'density'] },
  {
    label: 'Sign-in',
    tab: 'sign-in',
    keywords: ['password', 'passkey', 'second factor', 'devices', 'sessions'],
  },
  {
    label: 'Notifications',
    tab: 'notifications',
    keywords: ['quiet hours', 'mail', 'digest', 'push', 'mute'],
  },
  { label: 'Account', tab: 'account', keywords: ['email', 'delete', 'export', 'data'] },
] as const

function GoTo({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const me = useMe()
  const organization = useOrganization()
  return (
    <Entries heading="Go to">
      {placesFor(me, organization).map(({ to, letter, label, icon: Icon, keywords }) => (
        <Entry
          key={to}
          value={`Go to ${label}`}
          keywords={[...keywords]}
          icon={<Icon aria-hidden="true" />}
          detail={<GoKeys letter={letter} />}
          onChoose={() => {
            onClose()
            void navigate({ to, params: { org: organization.slug } })
          }}
        >
          {label}
        </Entry>
      ))}
      {me.organizations
        .filter(({ id }) => id !== organization.id)
        .map(({ id, slug, name }) => (
          <Entry
            key={id}
            value={`Switch to ${name} ${slug}`}
            icon={<House aria-hidden="true" />}
            detail="Organization"
            onChoose={() => {
              onClose()
              void navigate({ to: '/o/$org', params: { org: slug } })
            }}
          >
            {name}
          </Entry>
        ))}
      {settingsPages.map(({ label, tab, keywords }) => (
        <Entry
          key={label}
          value={`Settings ${label}`}
          keywords={[...keywords]}
          icon={<Settings aria-hidden="true" />}
          detail="Settings"
          onChoose={() => {
            onClose()
            void navigate({
              to: '/o/$org/settings',
              params: { org: organization.slug },
              search: tab === undefined ? {} : { tab },
            })
          }}
        >
          {label}
        </Entry>
      ))}
      {me.user.isPlatformAdmin &&
        adminPlaces.map(({ to, label, keywords }) => (
          <Entry
            key={to}
            value={`Administration ${label}`}
            keywords={[...keywords]}
            icon={<ShieldCheck aria-hidden="true" />}
            detail="Administration"
            onChoose={() => {
              onClose()
              void navigate({ to })
            }}
          >
            {label}
          </Entry>
        ))}
    </Entries>
  )
}
