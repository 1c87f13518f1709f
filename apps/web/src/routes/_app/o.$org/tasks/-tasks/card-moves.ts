import type { KanbanMove } from '@hub/ui/kanban-card'
import { useEffect, useRef, useState } from 'react'
import type { DragEvent, RefObject } from 'react'
import { useTaskActs } from './task-acts.ts'
import type { Task } from './task-lists.ts'
import { statuses } from './task-search.ts'
import type { TaskStatus } from './task-search.ts'
import { statusWords } from './task-words.ts'

/** A card in the hand and the column it hangs over. */
interface Held {
  task: Task
  over: TaskStatus
  by: 'pointer' | 'keys'
}

export type CardMoves = ReturnType<typeof useCardMoves>

/** Cards go to another column by dragging, or with Space, arrows and Space again. Esc puts them back. */
export function useCardMoves(board: RefObject<HTMLElement | null>) {
  const { move } = useTaskActs()
  const [held, setHeld] = useState<Held | null>(null)
  const [announcement, setAnnouncement] = useState('')
  const focusAfterMove = useFocusAfterMove(board)
  const drop = (target: Held) => {
    setHeld(null)
    if (target.over === target.task.status) return setAnnouncement(`Put back in ${statusWords[target.over]}.`)
    setAnnouncement(`Moved to ${statusWords[target.over]}.`)
    if (target.by === 'keys') focusAfterMove(target.task.id)
    move(target.task, target.over)
  }
  const carry = (task: Task, direction: KanbanMove) => {
    if (!held || (direction !== 'left' && direction !== 'right')) return
    const next = statuses[statuses.indexOf(held.over) + (direction === 'right' ? 1 : -1)]
    if (!next) return
    setHeld({ task, over: next, by: 'keys' })
    setAnnouncement(`Over ${statusWords[next]}.`)
  }
  const lift = (task: Task) => {
    setHeld({ task, over: task.status, by: 'keys' })
    setAnnouncement(
      `Lifted from ${statusWords[task.status]}. Arrows move it, Space puts it down, Escape puts it back.`,
    )
  }
  const cancel = (task: Task) => {
    setHeld(null)
    setAnnouncement(`Put back in ${statusWords[task.status]}.`)
  }
  return {
    announcement,
    isOver: (status: TaskStatus) => held?.over === status && held.task.status !== status,
    cardProps: (task: Task) => ({
      draggable: true,
      lifted: held?.by === 'keys' && held.task.id === task.id,
      onLiftChange: (lifted: boolean) => {
        if (lifted) lift(task)
        else if (held) drop(held)
      },
      onMove: (direction: KanbanMove) => carry(task, direction),
      onCancel: () => cancel(task),
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', task.title)
        setHeld({ task, over: task.status, by: 'pointer' })
      },
      onDragEnd: () => setHeld(null),
    }),
    columnProps: (status: TaskStatus) => dropTarget(status, { held, setHeld, drop }),
  }
}

interface Dragging {
  held: Held | null
  setHeld: (held: Held) => void
  drop: (held: Held) => void
}

/** What a column needs so that cards can be dropped on it. Files and text from elsewhere are none of ours. */
function dropTarget(status: TaskStatus, { held, setHeld, drop }: Dragging) {
  return {
    onDragOver: (event: DragEvent) => {
      if (held?.by !== 'pointer') return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'move'
      if (held.over !== status) setHeld({ ...held, over: status })
    },
    onDrop: (event: DragEvent) => {
      if (held?.by !== 'pointer') return
      event.preventDefault()
      drop({ ...held, over: status })
    },
  }
}

/** The card is made anew in its new column, so focus has to follow it there. */
function useFocusAfterMove(board: RefObject<HTMLElement | null>): (id: string) => void {
  const wanted = useRef<string | null>(null)
  useEffect(() => {
    if (wanted.current === null) return
    const card = board.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`)
    if (!card || document.activeElement === card) return
    wanted.current = null
    card.focus()
  })
  return (id) => {
    wanted.current = id
  }
}
