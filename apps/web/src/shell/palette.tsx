import { Kbd } from '@hub/ui/kbd'
import { PaletteFrame } from '@hub/ui/palette-frame'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { Keyboard, LogOut, Moon, Search, SquareCheck, Sun, UserPlus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useCan, useMe, useOrganization } from '../account.ts'
import type { PaletteParts } from '../modules/web-module.ts'
import { setTheme, useTheme } from '../theme.ts'
import { Entries, Entry } from './palette-parts.tsx'
import { placesFor } from './places.ts'
import { useSignOut } from './use-sign-out.ts'

/**
 * Every typed word begins a word of the entry. Looser matching would put places that merely share
 * letters before the record that was meant.
 */
function fits(value: string, typed: string, keywords: string[] = []): number {
  const words = [value, ...keywords].join(' ').toLowerCase().split(/\s+/)
  const wanted = typed.toLowerCase().trim().split(/\s+/)
  return wanted.every((part) => words.some((word) => word.startsWith(part))) ? 1 : 0
}

export interface PaletteDialogProps {
  /** What the modules add, in their order. */
  parts: readonly PaletteParts[]
  onClose: () => void
  onShortcuts: () => void
}

/** Do, open, go to, recent: everything by a few letters. */
export function Palette({ parts, onClose, onShortcuts }: PaletteDialogProps) {
  const [typed, setTyped] = useState('')
  const query = useDeferredValue(typed.trim())
  return (
    <PaletteFrame label="Search or jump to" onClose={onClose}>
      <Command
        label="Search or jump to"
        loop
        vimBindings={false}
        filter={fits}
        className="flex min-h-0 flex-col"
      >
        <div className="flex items-center gap-2.5 border-b border-line px-4">
          <Search aria-hidden="true" className="text-text-3" />
          <Command.Input
            autoFocus
            value={typed}
            onValueChange={setTyped}
            // The entries are reached by the arrows; there is nothing else here for Tab to go to.
            onKeyDown={(event) => event.key === 'Tab' && event.preventDefault()}
            placeholder="Search or jump to"
            className="h-12 min-w-0 flex-1 bg-transparent text-15 outline-none max-tablet:text-16"
          />
        </div>
        <Command.List className="max-h-[min(420px,60dvh)] overflow-y-auto pt-1">
          <Command.Empty className="px-4 py-7 text-center text-text-2">
            Nothing by that name. Try a shorter word.
          </Command.Empty>
          <Acts parts={parts} onClose={onClose} onShortcuts={onShortcuts} />
          {parts.map(({ name, Finds }) => (
            <Finds key={name} query={query} onClose={onClose} />
          ))}
          <GoTo onClose={onClose} />
        </Command.List>
      </Command>
    </PaletteFrame>
  )
}

function Acts({ parts, onClose, onShortcuts }: PaletteDialogProps) {
  const navigate = useNavigate()
  const { slug } = useOrganization()
  const canInvite = useCan('member.invite')
  const theme = useTheme()
  const signOut = useSignOut()
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
        value={theme === 'dark' ? 'Light theme' : 'Dark theme'}
        keywords={['day', 'night', 'mode', 'appearance']}
        icon={theme === 'dark' ? <Sun aria-hidden="true" /> : <Moon aria-hidden="true" />}
        onChoose={act(() => setTheme(theme === 'dark' ? 'light' : 'dark'))}
      >
        {theme === 'dark' ? 'Light theme' : 'Dark theme'}
      </Entry>
      <Entry
        value="Keyboard shortcuts"
        keywords={['keys', 'help', '?']}
        icon={<Keyboard aria-hidden="true" />}
        detail={<Kbd>?</Kbd>}
        onChoose={act(onShortcuts)}
      >
        Keyboard shortcuts
      </Entry>
      <Entry
        value="Sign out"
        keywords={['log out', 'leave']}
        icon={<LogOut aria-hidden="true" />}
        onChoose={act(signOut)}
      >
        Sign out
      </Entry>
    </Entries>
  )
}

/** The keys that lead there without the palette. */
function GoKeys({ letter }: { letter: string }) {
  return (
    <span className="flex gap-1 max-tablet:hidden">
      <Kbd>G</Kbd>
      <Kbd>{letter.toUpperCase()}</Kbd>
    </span>
  )
}

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
            icon={<SquareCheck aria-hidden="true" className="invisible" />}
            detail="Organization"
            onChoose={() => {
              onClose()
              void navigate({ to: '/o/$org', params: { org: slug } })
            }}
          >
            {name}
          </Entry>
        ))}
    </Entries>
  )
}
