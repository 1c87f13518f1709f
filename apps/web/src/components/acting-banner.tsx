import { Bar } from '@hub/ui/bar'
import { Button } from '@hub/ui/button'
import { showErrorToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Me } from '../account.ts'
import { toFailure } from '../failure.ts'
import { stopActing } from '../impersonation.ts'

const MINUTE_MS = 60_000
const TICK_MS = 5_000

export interface ActingBannerProps {
  user: Me['user']
  expiresAt: string
}

/** Above every page while an administrator acts for somebody: for whom, how long still, what not, and the way back. */
export function ActingBanner({ user, expiresAt }: ActingBannerProps) {
  const left = useTimeLeft(expiresAt)
  const stop = useMutation({
    mutationFn: stopActing,
    // A new page, so that nothing of what was read in their place stays.
    onSuccess: () => location.assign(`/admin/users/${user.id}`),
    onError: (error) => showErrorToast(toFailure(error).message),
  })
  const { mutate } = stop
  const isOver = left <= 0
  useEffect(() => {
    if (isOver) mutate()
  }, [isOver, mutate])
  const minutes = Math.max(1, Math.ceil(left / MINUTE_MS))
  return (
    <Bar label="Acting for somebody">
      <span className="min-w-0 wrap-anywhere">
        You act for <b className="font-semibold">{user.name}</b>,{' '}
        {minutes === 1 ? '1 minute left' : `${minutes} minutes left`}. You can do their daily work; their
        account, people, keys and settings are only to look at.
      </span>
      <Button size="sm" pending={stop.isPending} pendingLabel="Stopping" onClick={() => mutate()}>
        Stop
      </Button>
    </Bar>
  )
}

/** Milliseconds until an instant, read again every few seconds. */
function useTimeLeft(instant: string): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return Date.parse(instant) - now
}
