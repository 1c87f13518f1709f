import { useState, type PointerEvent } from 'react'

/** A press that moves less is a click, which sorts. */
const LEAST_PX = 6

export interface HeadDrag {
  /** The column that hangs at the pointer. */
  id: string | undefined
  /** Before which column it would land; null: after the last one. */
  before: string | null | undefined
  /** For the head of a column that can be moved. */
  onPointerDown: (id: string) => (event: PointerEvent<HTMLElement>) => void
}

/** Where the pointer is among the heads that can be moved. */
function beforeWhich(heads: readonly HTMLElement[], x: number): string | null {
  const after = heads.find((head) => {
    const { left, width } = head.getBoundingClientRect()
    return x < left + width / 2
  })
  return after?.dataset['column'] ?? null
}

/** What comes of letting go is no click. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.stopPropagation()
    event.preventDefault()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
}

/** Columns are moved by their heads, with a mouse or a pen; a finger scrolls there, and moves them in the list of columns. */
export function useHeadDrag(onMove: (move: { id: string; before: string | null }) => void): HeadDrag {
  const [drag, setDrag] = useState<{ id: string; before: string | null }>()
  const onPointerDown = (id: string) => (event: PointerEvent<HTMLElement>) => {
    // An edge that is dragged has taken the press.
    if (event.defaultPrevented || event.button !== 0 || event.pointerType === 'touch') return
    const begin = event.clientX
    const row = event.currentTarget.parentElement
    const heads = [...(row?.querySelectorAll<HTMLElement>('[data-column]') ?? [])]
    let now: { id: string; before: string | null } | undefined
    const move = ({ clientX }: globalThis.PointerEvent) => {
      if (!now && Math.abs(clientX - begin) < LEAST_PX) return
      const before = beforeWhich(heads, clientX)
      if (before !== now?.before) setDrag({ id, before })
      now = { id, before }
    }
    const end = ({ type }: Event) => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', end)
      window.removeEventListener('pointercancel', end)
      setDrag(undefined)
      if (!now || type !== 'pointerup') return
      swallowClick()
      if (now.before !== id) onMove(now)
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', end)
    window.addEventListener('pointercancel', end)
  }
  return { id: drag?.id, before: drag?.before, onPointerDown }
}
