import { Toast as Base } from '@base-ui/react/toast'
import { Check, TriangleAlert, Undo2, X } from 'lucide-react'
import { useEffect } from 'react'

import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { Spinner } from './spinner.tsx'
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
 * Where toasts appear: bottom right, on phones at the top. Once, and before the pages in the tree, so
 * that it already listens when a page shows a toast as it opens.
 */
export function Toaster() {
  useEffect(() => listenToToasts(screen), [])
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal>
        <Base.Viewport
          aria-label="Messages"
          className="fixed right-4 bottom-4 z-(--z-toast) flex w-[360px] max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none max-tablet:inset-x-4 max-tablet:top-[calc(var(--topbar)+8px)] max-tablet:bottom-auto max-tablet:w-auto max-tablet:flex-col-reverse"
        >
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function ToastList() {
  const { toasts } = Base.useToastManager<ToastData>()
  return toasts.toReversed().map((toast) => {
    const { detail, action, undo } = toast.data ?? {}
    return (
      <Base.Root
        key={toast.id}
        toast={toast}
        className="rounded-md bg-raised shadow-2 transition-[opacity,translate] duration-(--t-base) ease-out data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0"
      >
        <Base.Content className="flex min-h-[50px] items-center gap-2.5 py-2.5 pr-2.5 pl-3.5 text-14">
          <ToastIcon type={toast.type} />
          <Base.Title render={<p />} className="min-w-0 flex-1" />
          {detail !== undefined && <span className="pr-1 text-text-3 tabular-nums">{detail}</span>}
          {action !== undefined && (
            <Button
              size="sm"
              onClick={() => {
                action.onClick()
                manager.close(toast.id)
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
              onClick={() => manager.close(toast.id)}
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
