import { useRender } from '@base-ui/react/use-render'
import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { createPortal } from 'react-dom'

/*
 * Our own, because every icon button has one: the tooltip of Base UI brings a positioning engine of
 * some 30 kB into the first load.
 */

export interface TooltipProps {
  text: ReactNode
  /** The thing that is explained; it receives handlers and a ref. */
  children: ReactElement
  side?: 'top' | 'right' | undefined
  /** The text adds something that the thing's own name does not say, so it is read out as well. */
  describes?: boolean | undefined
}

const WAIT_MS = 400
const GAP_PX = 6
const EDGE_PX = 8

/**
 * A short word on hover and focus; Esc hides it. It only repeats or lengthens what is already said:
 * touch screens never show it.
 */
export function Tooltip({ text, children, side = 'top', describes = false }: TooltipProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const hide = () => {
    clearTimeout(timer.current)
    setOpen(false)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (!open) return undefined
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && hide()
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [open])
  const trigger = useRender({
    render: children,
    ref: anchor,
    props: {
      ...(open && describes && { 'aria-describedby': id }),
      onPointerEnter: (event: PointerEvent) => {
        if (event.pointerType === 'touch') return
        clearTimeout(timer.current)
        timer.current = setTimeout(() => setOpen(true), WAIT_MS)
      },
      onPointerLeave: hide,
      onPointerDown: hide,
      onFocus: () => anchor.current?.matches(':focus-visible') === true && setOpen(true),
      onBlur: hide,
    },
  })
  return (
    <>
      {trigger}
      {open &&
        createPortal(<TooltipBox id={id} anchor={anchor.current} text={text} side={side} />, document.body)}
    </>
  )
}

interface BoxProps {
  id: string
  anchor: HTMLElement | null
  text: ReactNode
  side: 'top' | 'right'
}

function TooltipBox({ id, anchor, text, side }: BoxProps) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null || anchor === null) return
    const { x, y } = placeBox(anchor.getBoundingClientRect(), element.getBoundingClientRect(), side)
    element.style.left = `${x}px`
    element.style.top = `${y}px`
  }, [anchor, side, text])
  return (
    <div
      ref={box}
      id={id}
      role="tooltip"
      className="pointer-events-none fixed top-0 left-0 z-(--z-toast) w-max max-w-72 rounded-sm bg-text px-[9px] py-[5px] text-12 text-sheet"
    >
      {text}
    </div>
  )
}

/** Above, or below where there is no room above; beside for `right`. Always inside the window. */
function placeBox(anchor: DOMRect, box: DOMRect, side: 'top' | 'right'): { x: number; y: number } {
  if (side === 'right') {
    return { x: anchor.right + GAP_PX, y: anchor.top + (anchor.height - box.height) / 2 }
  }
  const above = anchor.top - box.height - GAP_PX
  const middle = anchor.left + (anchor.width - box.width) / 2
  const farthest = window.innerWidth - box.width - EDGE_PX
  return {
    x: Math.max(EDGE_PX, Math.min(middle, farthest)),
    y: above >= EDGE_PX ? above : anchor.bottom + GAP_PX,
  }
}
