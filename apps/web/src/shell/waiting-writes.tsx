import { StatusBar } from '@hub/ui/bar'
import { Button } from '@hub/ui/button'
import { useState } from 'react'
import { useDelivery, useFlushing } from '../delivery.ts'
import { keyOf, senders } from '../outbox.ts'
import { usePresence } from '../presence.ts'

const MOST = 3

/** Across the top while something that was done here is not at the hub yet; sends it as soon as it can. */
export function WaitingWrites() {
  const delivery = useDelivery()
  const { waiting } = delivery
  useFlushing(delivery)
  const [isSending, setSending] = useState(false)
  const isHere = usePresence() === 'here'
  const sendNow = () => {
    setSending(true)
    void delivery.flush().finally(() => setSending(false))
  }
  return (
    <StatusBar>
      {waiting.length > 0 && (
        <>
          <span className="min-w-0 wrap-anywhere">
            {waiting.length === 1 ? 'One change waits' : `${waiting.length} changes wait`} to be sent:{' '}
            {waiting.slice(0, MOST).map((write, index) => (
              <span key={keyOf(write)}>
                {index > 0 && ', '}
                {senders.get(write.act)?.words.waits} “{write.title}”
              </span>
            ))}
            {waiting.length > MOST && ` and ${waiting.length - MOST} more`}.
          </span>
          {isHere && (
            <Button size="sm" pending={isSending} pendingLabel="Sending" onClick={sendNow}>
              Send now
            </Button>
          )}
        </>
      )}
    </StatusBar>
  )
}
