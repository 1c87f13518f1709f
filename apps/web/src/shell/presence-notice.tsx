import { StatusBar } from '@hub/ui/bar'
import { WifiOff } from 'lucide-react'
import { usePresence } from '../presence.ts'

const words = {
  here: null,
  offline: 'You are offline. Changes are sent later.',
  away: 'The hub does not answer. Changes are sent when it is back.',
} as const

/** Across the top while the hub cannot be reached; what is done meanwhile is sent when it is back. */
export function PresenceNotice() {
  const said = words[usePresence()]
  return (
    <StatusBar>
      {said !== null && (
        <span className="flex items-center gap-2 text-warning-text">
          <WifiOff aria-hidden="true" />
          {said}
        </span>
      )}
    </StatusBar>
  )
}
