import { Task, TaskCommentPage, TaskPage } from '../../../modules/ops/tasks/schema.ts'
import { dueText } from './dates.ts'
import type { World } from './types.ts'

const SHOWN = 10
const statusText = { todo: 'to do', doing: 'in progress', waiting: 'waiting', done: 'done' } as const

export interface Rendered {
  text: string
  /** Tasks the text lists, in its order, for "the second one". */
  listed?: { id: string; title: string }[]
  taskId?: string
}

function facts(task: Task): string {
  const parts = [
    task.status !== 'todo' && statusText[task.status],
    task.priority === 'high' && 'high priority',
    task.dueOn !== null && `due ${dueText({ dueOn: task.dueOn, dueTime: task.dueTime })}`,
    task.assigneeName,
    task.tag !== null && `#${task.tag}`,
  ].filter((part) => typeof part === 'string')
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`
}

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

export function taskList(output: unknown): Rendered {
  const { items, nextCursor } = TaskPage.parse(output)
  if (items.length === 0) return { text: 'I find no tasks like that.', listed: [] }
  const shown = items.slice(0, SHOWN)
  const lines = shown.map((task, index) => `${index + 1}. ${task.title}${facts(task)}`)
  const more = nextCursor !== null ? ' or more' : ''
  const rest =
    items.length > shown.length || nextCursor !== null ? [`The page “Tasks” shows all of them.`] : []
  const first = shown.length === 1 ? shown[0] : undefined
  return {
    text: [`${counted(items.length, 'task')}${more}:`, ...lines, ...rest].join('\n'),
    listed: shown.map(({ id, title }) => ({ id, title })),
    ...(first && { taskId: first.id }),
  }
}

export function oneTask(output: unknown): Rendered {
  const task = Task.parse(output)
  const lines = [
    `“${task.title}”${facts(task) || ': to do'}.`,
    task.notes,
    task.commentCount > 0 && `It has ${counted(task.commentCount, 'comment')}.`,
    task.removedAt !== null && 'It is removed and can be restored.',
  ].filter((line) => typeof line === 'string' && line !== '')
  return { text: lines.join('\n'), taskId: task.id }
}

export function commentList(output: unknown): Rendered {
  const { items } = TaskCommentPage.parse(output)
  if (items.length === 0) return { text: 'Nobody has commented on this task.' }
  return { text: items.map(({ authorName, body }) => `${authorName}: ${body}`).join('\n') }
}

const outcomes: Record<string, (title: string) => string> = {
  create: (title) => `created “${title}”`,
  complete: (title) => `“${title}” is marked as done`,
  reopen: (title) => `“${title}” is open again`,
  remove: (title) => `“${title}” is off the board; “restore it” brings it back`,
  restore: (title) => `“${title}” is back on the board`,
  assign: (title) => `“${title}” has its person`,
  update: (title) => `“${title}” is changed`,
}

/** One line on a task that was changed. */
export function changedTask(procedure: string, output: unknown): Rendered {
  const task = Task.parse(output)
  const say = outcomes[procedure.split('.').at(-1) ?? ''] ?? ((title: string) => `“${title}” is changed`)
  return { text: `Done: ${say(task.title)}${task.removedAt === null ? facts(task) : ''}.`, taskId: task.id }
}

export const taskTitle = (world: Pick<World, 'tasks'>, id: string) =>
  world.tasks.find((task) => task.id === id)?.title
