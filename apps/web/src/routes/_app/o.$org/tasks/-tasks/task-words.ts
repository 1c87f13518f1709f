import type { DueRange, TaskPriority, TaskStatus } from './task-search.ts'

export const statusWords: Record<TaskStatus, string> = {
  todo: 'To do',
  doing: 'Doing',
  waiting: 'Waiting',
  done: 'Done',
}

export const priorityWords: Record<TaskPriority, string> = { high: 'High', normal: 'Medium', low: 'Low' }

/** What the bars of the design system call the same three. */
export const priorityBars = { high: 'high', normal: 'medium', low: 'low' } as const

export const dueRangeWords: Record<DueRange, string> = {
  overdue: 'Overdue',
  today: 'Due today',
  week: 'Due this week',
  month: 'Due this month',
}
