import { onlineManager } from '@tanstack/react-query'
import { WifiOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'

/** Across the top while the browser has no connection; what is done meanwhile is sent when it is back. */
export function OfflineNotice() {
  const isOnline = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  )
  return (
    <div role="status">
      {!isOnline && (
        <p className="flex items-center justify-center gap-2 bg-warning-tint px-4 py-2 text-13 text-warning-text">
          <WifiOff aria-hidden="true" />
          You are offline. Changes are sent when you are back; keep this page open.
        </p>
      )}
    </div>
  )
}
