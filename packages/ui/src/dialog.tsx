import { Dialog as Base } from '@base-ui/react/dialog'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'

import { PartBelow } from './part-level.ts'
import { useOpener } from './use-opener.ts'

export interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** A question, or what is being made: "New task". */
  title: ReactNode
  /** The consequence, in a sentence. */
  description?: ReactNode
  /** Buttons named by the act, the main one last. */
  footer?: ReactNode
  size?: 'md' | 'lg' | undefined
  children?: ReactNode
}

/** Stands over the page until answered. Esc and the shade close it; focus returns to what opened it. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  footer,
  size = 'md',
  children,
}: DialogProps) {
  const opener = useOpener(open)
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fade-in fixed inset-0 z-(--z-dialog) bg-scrim" />
        <Base.Viewport className="fixed inset-x-0 top-(--bars) bottom-0 z-(--z-dialog) grid overflow-y-auto p-4">
          <Base.Popup
            finalFocus={opener}
            className={clsx(
              // Margins center what is higher than the screen from its top; placing it in the middle would cut its head off.
              'dialog-in m-auto w-full overflow-hidden rounded-xl bg-raised shadow-3 outline-none',
              size === 'md' ? 'max-w-[440px]' : 'max-w-(--form-max)',
            )}
          >
            <Base.Title className="px-6 pt-5 text-16 font-semibold wrap-anywhere">{title}</Base.Title>
            <div className="px-6 pt-2 pb-5 text-text-2">
              {description !== undefined && (
                <Base.Description render={<div />} className="text-14">
                  {description}
                </Base.Description>
              )}
              {children !== undefined && (
                <div className={clsx('text-text', description !== undefined && 'mt-3.5')}>
                  <PartBelow value={3}>{children}</PartBelow>
                </div>
              )}
            </div>
            {footer !== undefined && (
              <div className="flex flex-wrap justify-end gap-2 border-t border-line bg-sheet px-6 py-3.5">
                {footer}
              </div>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
