import type { KanbanMove } from '@hub/ui/kanban-card'
import { useEffect, useState } from 'react'
import type { RefObject } from 'react'
import { useCardDrag } from './card-drag.ts'
import { useTaskActs } from './task-acts.ts'
import type { Task } from './task-lists.ts'
import { placeAt } from './task-places.ts'
import type { Held } from './task-places.ts'
import { statuses } from './task-search.ts'
import type { TaskStatus } from './task-search.ts'
import { statusWords } from './task-words.ts'
import type { TaskColumn } from './tasks-content.tsx'

export type CardMoves = ReturnType<typeof useCardMoves>

/** Cards go to another place by pointer or finger, or with Space, arrows and Space again. Esc puts them back. */
export function useCardMoves(board: RefObject<HTMLElement | null>, columns: readonly TaskColumn[]) {
  const { move } = useTaskActs()
  const [held, setHeld] = useState<Held | null>(null)
  const [announcement, setAnnouncement] = useState('')
  const [wanted, focusAfterMove] = useFocusAfterMove(board)
  const cardsOf = (status: TaskStatus) => columns.find((column) => column.status === status)?.tasks ?? []
  const othersIn = (status: TaskStatus, task: Task) => cardsOf(status).filter(({ id }) => id !== task.id)
  const indexOf = (task: Task) => cardsOf(task.status).findIndex(({ id }) => id === task.id)
  const putBack = (task: Task) => {
    setHeld(null)
    setAnnouncement(`Put back in ${statusWords[task.status]}.`)
  }
  const drop = ({ task, over, index, by }: Held) => {
    if (over === task.status && index === indexOf(task)) return putBack(task)
    setHeld(null)
    setAnnouncement(`Moved to ${statusWords[over]}.`)
    if (by === 'keys') focusAfterMove(task.id)
    move(task, over, placeAt(othersIn(over, task), index))
  }
  const hangs = (next: Held) => {
    const count = othersIn(next.over, next.task).length + 1
    setHeld(next)
    setAnnouncement(`Over ${statusWords[next.over]}. Place ${next.index + 1} of ${count}.`)
  }
  const carry = (task: Task, direction: KanbanMove) => {
    const next = held && carried(held, direction, (status) => othersIn(status, task).length)
    if (next) hangs(next)
  }
  const lift = (task: Task) => {
    setHeld({ task, over: task.status, index: indexOf(task), by: 'keys' })
    setAnnouncement(
      `Lifted from ${statusWords[task.status]}. Arrows move it, Space puts it down, Escape puts it back.`,
    )
  }
  const drag = useCardDrag(board, { onHang: setHeld, onDrop: drop, onCancel: () => setHeld(null) })
  return {
    announcement,
    /** The card that gets focus when it is drawn in its new place. */
    wanted,
    dropAt: (status: TaskStatus) => (held ? markAt(held, status, indexOf(held.task)) : undefined),
    cardProps: (task: Task) => ({
      lifted: held?.task.id === task.id,
      onLiftChange: (isLifted: boolean) => {
        if (isLifted) lift(task)
        else if (held) drop(held)
      },
      onMove: (direction: KanbanMove) => carry(task, direction),
      onCancel: () => putBack(task),
      onPointerDown: drag(task),
    }),
  }
}

/** Before which card of the column the mark stands; the card in the hand is still counted where it was. */
function markAt(held: Held, status: TaskStatus, from: number): number | undefined {
  if (held.over !== status) return undefined
  if (held.task.status !== status) return held.index
  if (held.index === from) return undefined
  return held.index > from ? held.index + 1 : held.index
}

/** One step further; into another column it comes on top. */
function carried(held: Held, direction: KanbanMove, countIn: (status: TaskStatus) => number): Held | null {
  if (direction === 'up') return held.index > 0 ? { ...held, index: held.index - 1 } : null
  if (direction === 'down') return held.index < countIn(held.over) ? { ...held, index: held.index + 1 } : null
  const over = statuses[statuses.indexOf(held.over) + (direction === 'right' ? 1 : -1)]
  return over ? { ...held, over, index: 0 } : null
}

/** The card is made anew in its new place, so focus has to follow it there, until the person does something else. */
function useFocusAfterMove(board: RefObject<HTMLElement | null>) {
  const [wanted, setWanted] = useState<string>()
  useEffect(() => {
    if (wanted === undefined) return
    const card = board.current?.querySelector<HTMLElement>(`[data-row="${wanted}"]`)
    if (card && document.activeElement !== card) card.focus()
  })
  useEffect(() => {
    if (wanted === undefined) return undefined
    const forget = () => setWanted(undefined)
    document.addEventListener('keydown', forget, true)
    document.addEventListener('pointerdown', forget, true)
    return () => {
      document.removeEventListener('keydown', forget, true)
      document.removeEventListener('pointerdown', forget, true)
    }
  }, [wanted])
  return [wanted, setWanted] as const
}
