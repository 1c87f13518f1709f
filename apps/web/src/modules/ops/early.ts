import type { EarlyCall } from '../../early-call.ts'

const open = { status: 'open', sort: 'due', limit: 20 } as const

/** The person's tasks, and those that nobody has. */
export const ownTaskInputs = [
  { ...open, mine: true },
  { ...open, unassigned: true },
] as const

/** What the dashboard asks of this module. */
export const early: readonly EarlyCall[] = ownTaskInputs.map((input) => ({
  path: 'modules.ops.tasks.list',
  input,
  needs: 'ops.task.read',
}))
