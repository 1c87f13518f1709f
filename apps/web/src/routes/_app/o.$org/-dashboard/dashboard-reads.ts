/* What the dashboard asks the hub for; its loader begins with it before the page is there. */

export const activityInput = { limit: 24 } as const

export const pendingInput = { status: 'pending', limit: 5 } as const

const open = { status: 'open', sort: 'due', limit: 20 } as const

/** The person's tasks, and those that nobody has. */
export const ownTaskInputs = [
  { ...open, mine: true },
  { ...open, unassigned: true },
] as const
