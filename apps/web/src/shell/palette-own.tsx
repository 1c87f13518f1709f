import { Kbd } from '@hub/ui/kbd'
import { Keyboard, LogOut, Moon, Sun } from 'lucide-react'
import { setTheme, useTheme } from '../theme.ts'
import { Entry } from './palette-parts.tsx'
import { useSignOut } from './use-sign-out.ts'

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
