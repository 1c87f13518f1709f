import { Toast as Base } from '@base-ui/react/toast'
import { Check, TriangleAlert, Undo2, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { FocusEvent, MouseEvent } from 'react'

import { barPlace, shareHeight } from './bar.tsx'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { Spinner } from './spinner.tsx'
import './toaster.css'
import { listenToToasts } from './toast.tsx'
import type { ToastMessage } from './toast.tsx'

type ToastData = Pick<ToastMessage, 'action' | 'detail' | 'undo'>

const manager = Base.createToastManager<ToastData>()

const screen = {
  show: ({ action, detail, undo, ...toast }: ToastMessage) =>
    void manager.add({ ...toast, data: { action, detail, undo } }),
  close: (id?: string) => manager.close(id),
}

/**
 * Where toasts appear: in the room that a wide sidebar has left, else as bars above the page, so that they cover
 * nothing; over the lower edge of a page that holds `data-still`, which must not move. Once, and before the pages in the tree, so that it already listens when a page shows a toast as it opens.
 */
export function Toaster() {
  // What had the focus before it came in here, by whatever way.
  const before = useRef<HTMLElement>(null)
  useEffect(() => listenToToasts(screen), [])
  const remember = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (currentTarget.contains(relatedTarget)) return
    before.current = relatedTarget instanceof HTMLElement ? relatedTarget : null
  }
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal container={barPlace()}>
        <Base.Viewport
          ref={shareOwnHeight}
          aria-label="Messages"
          className="messages flex flex-col outline-none"
          onFocus={remember}
        >
          <ToastList giveBack={() => before.current?.focus({ preventScroll: true })} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

const shareOwnHeight = (list: HTMLElement | null) => (list ? shareHeight(list, '--messages') : undefined)

function ToastList({ giveBack }: { giveBack: () => void }) {
  const { toasts } = Base.useToastManager<ToastData>()
  const close = (id: string, { currentTarget }: MouseEvent) => {
    manager.close(id)
    // Base UI gives the focus back only to who came with F6: a button that was clicked would take it along.
    if (currentTarget === document.activeElement) giveBack()
  }
  return toasts.toReversed().map((toast) => {
    const { detail, action, undo } = toast.data ?? {}
    return (
      <Base.Root
        key={toast.id}
        toast={toast}
        className="message border-b border-line bg-raised transition-opacity duration-(--t-base) ease-out data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
      >
        <Base.Content className="mx-auto flex min-h-11 max-w-(--reading-max) flex-wrap items-center gap-2.5 py-1.5 pr-2.5 pl-4">
          <ToastIcon type={toast.type} />
          <Base.Title render={<p />} className="min-w-0 flex-1 basis-24 wrap-anywhere" />
          {detail !== undefined && <span className="pr-1 text-text-3 tabular-nums">{detail}</span>}
          {action !== undefined && (
            <Button
              size="sm"
              className="order-act"
              onClick={(event) => {
                action.onClick()
                close(toast.id, event)
              }}
            >
              {undo === true && <Undo2 />}
              {action.label}
            </Button>
          )}
          {/* Not Toast.Close: that one hides itself from assistive technology while it can be focused. */}
          {toast.type !== 'working' && (
            <IconButton
              size="sm"
              label="Close message"
              tooltip={false}
              onClick={(event) => close(toast.id, event)}
            >
              <X />
            </IconButton>
          )}
        </Base.Content>
      </Base.Root>
    )
  })
}

function ToastIcon({ type }: { type: string | undefined }) {
  if (type === 'error') return <TriangleAlert aria-hidden="true" className="text-danger-text" />
  if (type === 'working') return <Spinner word={null} className="mx-px text-accent-text" />
  return <Check aria-hidden="true" className="text-text-2" />
}
