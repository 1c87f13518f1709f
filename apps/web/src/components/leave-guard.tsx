import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { useBlocker } from '@tanstack/react-router'
import type { ShouldBlockFn } from '@tanstack/react-router'
import { useEffect, useSyncExternalStore } from 'react'
import { hasUnsaved, onUnsaved } from '../unsaved.ts'

/** To another page, or another part of this one. A session that ended leads to the sign-in page, and back. */
const isElsewhere: ShouldBlockFn = ({ current, next }) =>
  next.pathname !== '/sign-in' &&
  (next.pathname !== current.pathname || JSON.stringify(next.search) !== JSON.stringify(current.search))

const asksFirst: ShouldBlockFn = async (way) => {
  if (!isElsewhere(way)) return false
  // A field that saves itself when it is left gets to do so.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  await new Promise((resolve) => setTimeout(resolve))
  return hasUnsaved()
}

/** Asks before a page with unsaved changes is left. */
export function LeaveGuard() {
  const isUnsaved = useSyncExternalStore(onUnsaved, hasUnsaved)
  const asked = useBlocker({
    shouldBlockFn: asksFirst,
    enableBeforeUnload: hasUnsaved,
    disabled: !isUnsaved,
    withResolver: true,
  })
  const { status, proceed, reset } = asked
  useEffect(() => {
    if (status === 'blocked' && !isUnsaved) proceed?.()
  }, [status, isUnsaved])
  return (
    <Dialog
      open={status === 'blocked'}
      onOpenChange={(open) => !open && reset?.()}
      title="Leave without saving?"
      description="What you changed here is not saved. This tab keeps it and shows it again when you come back."
      footer={
        <>
          <Button onClick={proceed}>Leave</Button>
          <Button variant="primary" onClick={reset}>
            Stay
          </Button>
        </>
      }
    />
  )
}
