import type { TaskStatus } from '../tasks/schema.ts'

/** One task of the sample: [title, tag, who, days ago it was made, days until it is due, state]. */
export type SampleTask = readonly [
  title: string,
  tag: string | null,
  assignee: string | null,
  madeDaysAgo: number,
  dueInDays: number | null,
  state: TaskStatus,
]

/** What there is to do in one business of the sample. */
export interface SampleWork {
  tasks: readonly SampleTask[]
  comments: readonly { task: number; by: string; body: string }[]
  questions: readonly string[]
  /** Tasks that assistants asked to create: decided so, or left waiting. */
  requests: readonly { title: string; decision: 'approve' | 'decline' | null }[]
}
