import { Toast as Base } from '@base-ui/react/toast'
import { Check, TriangleAlert, Undo2, X } from 'lucide-react'
import { useEffect } from 'react'

import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { Spinner } from './spinner.tsx'

const manager = Base.createToastManager<ToastData>()

interface ToastData {
  /** Right of the words, such as "62%". */
  detail?: string | undefined
  action?: ToastAction | undefined
  undo?: boolean | undefined
}

export interface ToastAction {
  label: string
  onClick: () => void
}

export interface ToastOptions {
  action?: ToastAction | undefined
  /** Makes the action "Undo" and keeps the toast for eight seconds instead of five. */
  undo?: (() => void) | undefined
}

type Addition = Parameters<typeof manager.add>[0]

/** Toasts shown before the Toaster listens: it is loaded after the page, and the manager keeps nothing itself. */
const waiting: Addition[] = []
let isListening = false
let count = 0

function add(toast: Addition): string {
  const id = toast.id ?? `early-${(count += 1)}`
  if (isListening) return manager.add(toast)
  waiting.push({ ...toast, id })
  return id
}

function useListening(): void {
  useEffect(() => {
    isListening = true
    for (const toast of waiting.splice(0)) manager.add(toast)
    return () => {
      isListening = false
    }
  }, [])
}

const PLAIN_MS = 5000
const UNDO_MS = 8000

/**
 * Messages that pass. They wait while pointed at or focused; F6 reaches them by keyboard. All
 * return an id for `dismissToast`. The whole app has one Toaster.
 */
export function showToast(title: string, options: ToastOptions = {}): string {
  const { undo } = options
  const action = undo === undefined ? options.action : { label: 'Undo', onClick: undo }
  return add({
    title,
    type: 'done',
    timeout: undo === undefined ? PLAIN_MS : UNDO_MS,
    data: { action, undo: undo !== undefined },
  })
}

/** Something failed: stays until closed. Give `action` for "Retry". */
export function showErrorToast(title: string, options: Pick<ToastOptions, 'action'> = {}): string {
  return add({ title, type: 'error', timeout: 0, data: { action: options.action } })
}

/** Work goes on: stays until dismissed. Calling it again with the same id changes the words in place. */
export function showWorkingToast(title: string, options: { id?: string; detail?: string } = {}): string {
  return add({
    ...(options.id !== undefined && { id: options.id }),
    title,
    type: 'working',
    timeout: 0,
    data: { detail: options.detail },
  })
}

/** Takes one toast away, or all of them. */
export function dismissToast(id?: string): void {
  manager.close(id)
}

/**
 * Where toasts appear: bottom right, on phones at the top. Once, and before the pages in the tree, so
 * that it already listens when a page shows a toast as it opens.
 */
export function Toaster() {
  useListening()
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
