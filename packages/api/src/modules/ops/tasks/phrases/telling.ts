import type { ToldAnswer } from '../../../../platform/catalog/phrases.ts'
import { dayText } from '../../../../shared/day-text.ts'
import { Task, TaskCommentPage, TaskCount, TaskPage } from '../schema.ts'

export const quoted = (text: string): string => `“${text}”`

const SHOWN = 10
const statusText = { todo: 'to do', doing: 'in progress', waiting: 'waiting', done: 'done' } as const

function facts(task: Task): string {
  const parts = [
    task.status !== 'todo' && statusText[task.status],
    task.priority === 'high' && 'high priority',
    task.dueOn !== null && `due ${dayText({ day: task.dueOn, time: task.dueTime })}`,
    task.assigneeName,
    task.tag !== null && `#${task.tag}`,
  ].filter((part) => typeof part === 'string')
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`
}

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`
const shownAs = ({ id, title }: Task) => ({ id, name: title })

export function tasksTold(output: unknown): ToldAnswer {
  const { items, nextCursor } = TaskPage.parse(output)
  if (items.length === 0) return { text: 'I find no tasks like that.', shown: [] }
  const shown = items.slice(0, SHOWN)
  const lines = shown.map((task, index) => `${index + 1}. ${task.title}${facts(task)}`)
  const more = nextCursor !== null ? ' or more' : ''
  const rest =
    items.length > shown.length || nextCursor !== null ? ['The page “Tasks” shows all of them.'] : []
  return {
    text: [`${counted(items.length, 'task')}${more}:`, ...lines, ...rest].join('\n'),
    shown: shown.map(shownAs),
  }
}

export function countTold(output: unknown): ToldAnswer {
  const { count } = TaskCount.parse(output)
  return { text: count === 0 ? 'There is no task like that.' : `${counted(count, 'task')}.` }
}

export function taskTold(output: unknown): ToldAnswer {
  const task = Task.parse(output)
  const lines = [
    `“${task.title}”${facts(task) || ': to do'}.`,
    task.notes,
    task.commentCount > 0 && `It has ${counted(task.commentCount, 'comment')}.`,
    task.removedAt !== null && 'It is removed and can be restored.',
  ].filter((line) => typeof line === 'string' && line !== '')
  return { text: lines.join('\n'), shown: [shownAs(task)] }
}

export function commentsTold(output: unknown): ToldAnswer {
  const { items } = TaskCommentPage.parse(output)
  if (items.length === 0) return { text: 'Nobody has commented on this task.' }
  return { text: items.map(({ authorName, body }) => `${authorName}: ${body}`).join('\n') }
}

/** One line on a task that was changed. */
export const changeTold =
  (say: (title: string) => string) =>
  (output: unknown): ToldAnswer => {
    const task = Task.parse(output)
    const known = task.removedAt === null ? facts(task) : ''
    return { text: `Done: ${say(task.title)}${known}.`, shown: [shownAs(task)] }
  }
