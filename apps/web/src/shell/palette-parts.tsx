import { Kbd } from '@hub/ui/kbd'
import { Command } from 'cmdk'
import { Keyboard, LogOut, Moon, Sun } from 'lucide-react'
import type { ReactNode } from 'react'
import { setTheme, useTheme } from '../theme.ts'
import { useSignOut } from './use-sign-out.ts'

const itemClass =
  'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-14 select-none data-[selected=true]:bg-selected pointer-coarse:min-h-11'
const groupClass =
  'px-1.5 pb-1.5 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-text-3'

interface EntryProps {
  /** What it is found by; unique in the list. */
  value: string
  icon: ReactNode
  keywords?: string[]
  detail?: ReactNode
  onChoose: () => void
  children: ReactNode
}

/** One line of the command palette. */
export function Entry({ value, icon, keywords = [], detail, onChoose, children }: EntryProps) {
  return (
    <Command.Item value={value} keywords={keywords} onSelect={onChoose} className={itemClass}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {detail !== undefined && <span className="text-12 text-text-3">{detail}</span>}
    </Command.Item>
  )
}

/** Lines of the command palette below one heading. */
export function Entries({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group heading={heading} className={groupClass}>
      {children}
    </Command.Group>
  )
}

/** The keys that lead there without the palette. */
export function GoKeys({ letter }: { letter: string }) {
  return (
    <span className="flex gap-1 max-tablet:hidden">
      <Kbd>G</Kbd>
      <Kbd>{letter.toUpperCase()}</Kbd>
    </span>
  )
}

/** What one does about oneself, wherever one is. */
export function OwnActs({ onClose, onShortcuts }: { onClose: () => void; onShortcuts: () => void }) {
  const theme = useTheme()
  const signOut = useSignOut()
  const isDark = theme === 'dark'
  const act = (run: () => unknown) => () => {
    onClose()
    run()
  }
  return (
    <>
      <Entry
        value={isDark ? 'Light theme' : 'Dark theme'}
        keywords={['day', 'night', 'mode', 'appearance']}
        icon={isDark ? <Sun aria-hidden="true" /> : <Moon aria-hidden="true" />}
        onChoose={act(() => setTheme(isDark ? 'light' : 'dark'))}
      >
        {isDark ? 'Light theme' : 'Dark theme'}
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
    </>
  )
}
