import { Button } from '@hub/ui/button'
import { onlineManager } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { useDelivery, useFlushing } from '../delivery.ts'
import { keyOf } from '../outbox.ts'
import type { WaitingWrite } from '../outbox.ts'

const actWords: Record<WaitingWrite['act'], string> = {
  create: 'create',
  complete: 'complete',
  comment: 'comment on',
}
const MOST = 3

/** Across the top while something that was done here is not at the hub yet; sends it as soon as it can. */
export function WaitingWrites() {
  const delivery = useDelivery()
  const { waiting } = delivery
  useFlushing(delivery)
  const [isSending, setSending] = useState(false)
  const isOnline = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  )
  const sendNow = () => {
    setSending(true)
    void delivery.flush().finally(() => setSending(false))
  }
  return (
    <div role="status">
      {waiting.length > 0 && (
        <div className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 border-b border-warning-line bg-warning-tint px-4 py-1.5 text-13">
          <span className="min-w-0 wrap-anywhere">
            {waiting.length === 1 ? 'One change waits' : `${waiting.length} changes wait`} to be sent:{' '}
            {waiting.slice(0, MOST).map((write, index) => (
              <span key={keyOf(write)}>
                {index > 0 && ', '}
                {actWords[write.act]} “{write.title}”
              </span>
            ))}
            {waiting.length > MOST && ` and ${waiting.length - MOST} more`}.
          </span>
          {isOnline && (
            <Button size="sm" pending={isSending} pendingLabel="Sending" onClick={sendNow}>
              Send now
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
