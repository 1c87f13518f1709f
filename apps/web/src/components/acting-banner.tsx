import { Button } from '@hub/ui/button'
import { showErrorToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Me } from '../account.ts'
import { toFailure } from '../failure.ts'
import { stopActing } from '../impersonation.ts'

const MINUTE_MS = 60_000
const TICK_MS = 5_000
const HEIGHT = 36

export interface ActingBannerProps {
  user: Me['user']
  expiresAt: string
}

/** Above every page while an administrator acts for somebody: for whom, how long still, and the way back. */
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
  useEffect(makeRoom, [])
  const minutes = Math.max(1, Math.ceil(left / MINUTE_MS))
  return (
    <section
      aria-label="Acting for somebody"
      style={{ height: HEIGHT }}
      className="sticky top-0 z-(--z-drawer) flex items-center justify-center gap-3 border-b border-warning-line bg-warning-tint px-4 text-13"
    >
      <span className="min-w-0 truncate">
        You act for <b className="font-semibold">{user.name}</b>,{' '}
        {minutes === 1 ? '1 minute left' : `${minutes} minutes left`}
      </span>
      <Button size="sm" pending={stop.isPending} pendingLabel="Stopping" onClick={() => mutate()}>
        Stop
      </Button>
    </section>
  )
}

/**
 * What sticks to the top of the page sticks below the banner. Few ever need this, so it is no part of the stylesheet; a
 * browser that cannot add one lets the banner cover what scrolls beneath it.
 */
function makeRoom(): (() => void) | undefined {
  if (!('adoptedStyleSheets' in document)) return undefined
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    `header.sticky, aside.sticky { top: ${HEIGHT}px; max-height: calc(100dvh - ${HEIGHT}px) }`,
  )
  document.adoptedStyleSheets.push(sheet)
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
  }
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
