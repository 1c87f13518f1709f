import { useEffect, useEffectEvent, useRef } from 'react'
import type { PointerEvent as ReactPointerEvent, RefObject } from 'react'
import type { Held } from './task-places.ts'
import { ghostOf, placeUnder, scrollAlong } from './drag-places.ts'
import type { Task } from './task-lists.ts'

/** A pointer that moved less has only pressed. */
const BEGIN_PX = 6
/** A finger that rests so long lifts the card; one that moves before scrolls. */
const REST_MS = 250
const FRAME_MS = 16

interface DragActs {
  onHang: (held: Held) => void
  onDrop: (held: Held) => void
  onCancel: () => void
}

/** Drags cards by pointer or finger. @returns the handler for the press on a card. */
export function useCardDrag(board: RefObject<HTMLElement | null>, acts: DragActs) {
  const press = useRef<Press | null>(null)
  const onHang = useEffectEvent(acts.onHang)
  const onDrop = useEffectEvent(acts.onDrop)
  const onCancel = useEffectEvent(acts.onCancel)
  const newest = useRef<DragActs | null>(null)
  useEffect(() => {
    newest.current = { onHang, onDrop, onCancel }
    // The finger has to be known of before it moves, or the browser scrolls in our place.
    const keepStill = (event: TouchEvent) => press.current?.isDragging && event.preventDefault()
    const element = board.current
    element?.addEventListener('touchmove', keepStill, { passive: false })
    return () => {
      element?.removeEventListener('touchmove', keepStill)
      press.current?.end()
    }
  }, [])
  return (task: Task) => (event: ReactPointerEvent<HTMLElement>) => {
    if (event.button !== 0 || !newest.current) return
    press.current?.end()
    press.current = new Press(task, event, { board: board.current, acts: newest.current })
  }
}

interface PressOptions {
  board: HTMLElement | null
  acts: DragActs
}

/** A pointer that is down on a card: it drags once it has moved, or has rested there as a finger. */
class Press {
  readonly #task: Task
  readonly #card: HTMLElement
  readonly #options: PressOptions
  readonly #pointer: number
  readonly #isFinger: boolean
  readonly #from: { x: number; y: number }
  readonly #timers: ReturnType<typeof setTimeout>[]
  readonly #listening = new AbortController()
  #at: { x: number; y: number }
  #ghost: HTMLElement | null = null
  #held: Held | null = null

  constructor(task: Task, event: ReactPointerEvent<HTMLElement>, options: PressOptions) {
    this.#task = task
    this.#card = event.currentTarget
    this.#options = options
    this.#pointer = event.pointerId
    this.#isFinger = event.pointerType === 'touch'
    this.#from = { x: event.clientX, y: event.clientY }
    this.#at = this.#from
    this.#timers = [
      setInterval(() => this.#scroll(), FRAME_MS),
      ...(this.#isFinger ? [setTimeout(() => this.#begin(), REST_MS)] : []),
    ]
    const { signal } = this.#listening
    document.addEventListener('pointermove', (move) => this.#move(move), { signal })
    document.addEventListener('pointerup', (up) => this.#release(up), { signal })
    document.addEventListener('pointercancel', () => this.#giveUp(), { signal })
    document.addEventListener('keydown', (key) => this.#escape(key), { signal, capture: true })
    // A finger that rests would open the menu of the browser.
    document.addEventListener('contextmenu', (menu) => this.#isFinger && menu.preventDefault(), { signal })
  }

  get isDragging(): boolean {
    return this.#ghost !== null
  }

  end(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#listening.abort()
    this.#ghost?.remove()
    this.#ghost = null
  }

  #begin(): void {
    if (this.#ghost) return
    this.#ghost = ghostOf(this.#card)
    this.#hang()
  }

  #hang(): void {
    const { x, y } = this.#at
    if (this.#ghost) this.#ghost.style.translate = `${x - this.#from.x}px ${y - this.#from.y}px`
    const place = placeUnder(this.#at, this.#task)
    if (!place || (this.#held?.over === place.over && this.#held.index === place.index)) return
    this.#held = { task: this.#task, ...place, by: 'pointer' }
    this.#options.acts.onHang(this.#held)
  }

  #move({ pointerId, clientX: x, clientY: y }: PointerEvent): void {
    if (pointerId !== this.#pointer) return
    this.#at = { x, y }
    const isFar = Math.hypot(x - this.#from.x, y - this.#from.y) > BEGIN_PX
    if (this.#ghost) this.#hang()
    // It scrolls.
    else if (isFar && this.#isFinger) this.end()
    else if (isFar) this.#begin()
  }

  #scroll(): void {
    if (this.#ghost && scrollAlong(this.#options.board, this.#at)) this.#hang()
  }

  #release({ pointerId }: PointerEvent): void {
    if (pointerId !== this.#pointer) return
    const wasDragging = this.isDragging
    this.end()
    if (!wasDragging) return
    swallowClick()
    if (this.#held) this.#options.acts.onDrop(this.#held)
  }

  #giveUp(): void {
    const wasDragging = this.isDragging
    this.end()
    if (wasDragging) this.#options.acts.onCancel()
  }

  #escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.isDragging) return
    event.preventDefault()
    event.stopPropagation()
    this.#giveUp()
  }
}

/** The click that follows a drag is none: it would open the card. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  document.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => document.removeEventListener('click', swallow, { capture: true }), 50)
}
