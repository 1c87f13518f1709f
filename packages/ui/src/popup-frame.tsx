import { Popover as Base } from '@base-ui/react/popover'
import type { ReactNode, RefObject } from 'react'

/*
 * The popover of Base UI is some 20 kB. What opens one has its button at first, and fetches this with the click.
 */

/** Where a popup opens. */
export interface PopupPlace {
  /** It hangs below this, and a click on this does not close it; its button gets focus back. */
  anchor: RefObject<HTMLElement | null>
  onClose: () => void
}

export interface PopupFrameProps extends PopupPlace {
  label: string
  /** What has focus at first; without it the first thing that can have it. */
  focus?: RefObject<HTMLElement | null> | undefined
  className?: string | undefined
  children: ReactNode
}

/** A layer beside the button that opened it. Esc and a click elsewhere close it. */
export function PopupFrame({ anchor, onClose, label, focus, className = 'p-3', children }: PopupFrameProps) {
  return (
    <Base.Root
      open
      onOpenChange={(_open, { event }) => {
        const { target } = event
        // The button that opens it closes it as well, by its own click.
        const isOpener = target instanceof Node && anchor.current?.contains(target) === true
        if (!isOpener || event.type === 'keydown') onClose()
      }}
    >
      <Base.Portal>
        <Base.Positioner anchor={anchor} align="start" sideOffset={4} className="z-(--z-menu) outline-none">
          <Base.Popup
            aria-label={label}
            {...(focus !== undefined && { initialFocus: focus })}
            finalFocus={() => anchor.current?.querySelector<HTMLElement>('button') ?? null}
            className={`float-in max-h-(--available-height) max-w-(--available-width) overflow-y-auto rounded-md bg-raised shadow-2 outline-none ${className}`}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
