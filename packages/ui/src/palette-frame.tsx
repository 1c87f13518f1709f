import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'

import { useOpener } from './use-opener.ts'

export interface PaletteFrameProps {
  /** Read out: what the palette is for. */
  label: string
  onClose: () => void
  /** A search box over a list. */
  children: ReactNode
}

/** The sheet of the command palette, near the top of the window. Esc and the shade close it. */
export function PaletteFrame({ label, onClose, children }: PaletteFrameProps) {
  const opener = useOpener(true)
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fade-in fixed inset-0 z-(--z-dialog) bg-scrim" />
        <Base.Popup
          finalFocus={opener}
          aria-label={label}
          className="dialog-in fixed inset-x-4 top-[max(12dvh,calc(var(--bars)+8px))] z-(--z-dialog) mx-auto flex max-h-[76dvh] max-w-[560px] flex-col overflow-hidden rounded-xl bg-raised shadow-3 outline-none"
        >
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
