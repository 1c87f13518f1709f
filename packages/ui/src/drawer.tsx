import { Dialog as Base } from '@base-ui/react/dialog'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { useRef, type ReactNode } from 'react'

import { IconButton } from './icon-button.tsx'
import { PartBelow } from './part-level.ts'

export interface DrawerProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** Icon buttons left of the cross. */
  actions?: ReactNode
  footer?: ReactNode
  /** From the left, as a navigation drawer on small screens, and over a shade. */
  side?: 'left' | 'right' | undefined
  children: ReactNode
}

/**
 * Details beside the page, which stays usable. Whether it is open belongs in the URL. On phones it
 * fills the screen. Esc closes it.
 */
export function Drawer({
  open,
  onOpenChange,
  title,
  actions,
  footer,
  side = 'right',
  children,
}: DrawerProps) {
  const left = side === 'left'
  // Focus goes to the drawer itself: its first button is rarely what one came for.
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => onOpenChange(next)}
      modal={left}
      disablePointerDismissal={!left}
    >
      <Base.Portal>
        {left && (
          <Base.Backdrop className="fade-in fixed inset-x-0 top-(--bars) bottom-0 z-(--z-drawer) bg-scrim" />
        )}
        <Base.Popup
          ref={popup}
          initialFocus={popup}
          className={clsx(
            'fixed top-(--bars) bottom-0 z-(--z-drawer) flex w-full flex-col bg-raised shadow-3 outline-none',
            left ? 'fade-in left-0 max-w-[300px]' : 'drawer-in right-0 max-w-[420px] max-tablet:max-w-none',
          )}
        >
          <div className="flex h-(--topbar) flex-none items-center gap-1 border-b border-line pr-3 pl-5">
            <Base.Title className="min-w-0 flex-1 truncate text-15/5 font-semibold">{title}</Base.Title>
            {actions}
            <Base.Close
              render={
                <IconButton label="Close" tooltip={false}>
                  <X />
                </IconButton>
              }
            />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">
            <PartBelow value={3}>{children}</PartBelow>
          </div>
          {footer !== undefined && (
            <div className="flex flex-none flex-wrap gap-2 border-t border-line px-5 py-3">{footer}</div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** Name and value rows. Its children are Property. */
export function Properties({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-[96px_minmax(0,1fr)] items-center gap-x-3 gap-y-2.5 text-13">{children}</dl>
  )
}

/** One name and its value. */
export function Property({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="flex min-h-7 items-center gap-2">{children}</dd>
    </>
  )
}
