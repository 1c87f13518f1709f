import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'

export interface TooltipProps {
  text: ReactNode
  /** The thing that is explained; it receives the trigger's props. */
  children: ReactElement
  side?: 'top' | 'bottom' | 'left' | 'right' | undefined
}

/**
 * A short word on hover and focus. It only repeats or lengthens what is already said: touch
 * screens never show it.
 */
export function Tooltip({ text, children, side = 'top' }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={400} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-(--z-menu)">
          <Base.Popup className="float-in max-w-72 rounded-sm bg-text px-[9px] py-[5px] text-12 text-sheet">
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
