import type { Held } from './task-places.ts'
import type { Task } from './task-lists.ts'
import { statuses } from './task-search.ts'

/** Near an edge the column or the board scrolls along. */
const EDGE_PX = 48
const SCROLL_PX = 12

interface Point {
  x: number
  y: number
}

/** The card as it follows the pointer, over everything and in nobody's way. */
export function ghostOf(card: HTMLElement): HTMLElement {
  const { left, top, width } = card.getBoundingClientRect()
  const ghost = card.cloneNode(true) as HTMLElement
  ghost.removeAttribute('data-row')
  ghost.removeAttribute('tabindex')
  ghost.setAttribute('aria-hidden', 'true')
  ghost.classList.add('drag-ghost')
  Object.assign(ghost.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` })
  document.body.append(ghost)
  return ghost
}

/** The column under the pointer, and how many of its other cards lie above it. */
export function placeUnder({ x, y }: Point, task: Task): Pick<Held, 'over' | 'index'> | null {
  const column = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-column]')
  const over = statuses.find((status) => status === column?.dataset['column'])
  if (!column || !over) return null
  // Not all cards are drawn: the number of a card says how many lie above it.
  const cards = [...column.querySelectorAll<HTMLElement>('li[data-index]')]
  const isOwn = (card: HTMLElement) => card.querySelector(`[data-row="${task.id}"]`) !== null
  const own = cards.find(isOwn)
  const below = cards.filter((card) => !isOwn(card)).find((card) => middleOf(card) > y)
  const last = cards.findLast((card) => !isOwn(card))
  const index = below ? numberOf(below) : last ? numberOf(last) + 1 : 0
  return { over, index: own && numberOf(own) < index ? index - 1 : index }
}

const numberOf = (card: HTMLElement): number => Number(card.dataset['index'])

function middleOf(card: HTMLElement): number {
  const { top, bottom } = card.getBoundingClientRect()
  return (top + bottom) / 2
}

/** Near the end of a column or of the board it scrolls along. @returns whether something scrolled. */
export function scrollAlong(board: HTMLElement | null, { x, y }: Point): boolean {
  const list = document.elementFromPoint(x, y)?.closest('[data-column]')?.querySelector('[data-cards]')
  const columns = board?.querySelector('[role="group"]')
  const isDown = list ? scrollBy(list, 'scrollTop', stepAt(y, list.getBoundingClientRect(), 'y')) : false
  const isAcross = columns
    ? scrollBy(columns, 'scrollLeft', stepAt(x, columns.getBoundingClientRect(), 'x'))
    : false
  return isDown || isAcross
}

function stepAt(at: number, box: DOMRect, axis: 'x' | 'y'): number {
  const [begin, end] = axis === 'y' ? [box.top, box.bottom] : [box.left, box.right]
  if (at < begin + EDGE_PX) return -SCROLL_PX
  return at > end - EDGE_PX ? SCROLL_PX : 0
}

function scrollBy(element: Element, property: 'scrollTop' | 'scrollLeft', step: number): boolean {
  const before = element[property]
  element[property] += step
  return element[property] !== before
}
