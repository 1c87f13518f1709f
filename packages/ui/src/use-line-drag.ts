import { useState } from 'react'
import type { PointerEvent, RefObject } from 'react'

export interface LineDrag {
  /** The line that hangs at the pointer, by its place. */
  from: number | undefined
  /** Where it would land: before the line of this place. */
  to: number | undefined
  /** For the handle of a line. */
  handle: (index: number) => {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void
    onPointerMove: (event: PointerEvent<HTMLElement>) => void
    onPointerUp: (event: PointerEvent<HTMLElement>) => void
    onPointerCancel: () => void
  }
}

/** Moves lines of a table by their handles, with a mouse, a pen or a finger. */
export function useLineDrag(
  body: RefObject<HTMLElement | null>,
  onDrop: (from: number, to: number) => void,
): LineDrag {
  const [drag, setDrag] = useState<{ from: number; to: number }>()
  const placeOf = (y: number): number => {
    const rows = [...(body.current?.querySelectorAll('[data-line]') ?? [])]
    const below = rows.findIndex((row) => {
      const { top, height } = row.getBoundingClientRect()
      return y < top + height / 2
    })
    return below < 0 ? rows.length : below
  }
  const end = () => setDrag(undefined)
  return {
    from: drag?.from,
    to: drag?.to,
    handle: (index) => ({
      onPointerDown: (event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrag({ from: index, to: index })
      },
      onPointerMove: ({ clientY }) => drag && setDrag({ from: drag.from, to: placeOf(clientY) }),
      onPointerUp: ({ clientY }) => {
        end()
        // A quick drag ends before its last step is drawn, so the state may not know of it yet.
        const to = placeOf(clientY)
        // Before itself and before the next one are where it is already.
        if (drag && to !== drag.from && to !== drag.from + 1) onDrop(drag.from, to > drag.from ? to - 1 : to)
      },
      onPointerCancel: end,
    }),
  }
}
