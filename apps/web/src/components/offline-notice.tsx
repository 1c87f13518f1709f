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
        <p className="pointer-events-none fixed top-2 left-1/2 z-(--z-toast) flex w-max max-w-[calc(100vw-2rem)] -translate-x-1/2 items-center gap-2 rounded-full border border-warning-line bg-warning-tint px-4 py-1.5 text-13 text-warning-text shadow-2">
          <WifiOff aria-hidden="true" />
          You are offline. Changes are sent later.
        </p>
      )}
    </div>
  )
}
