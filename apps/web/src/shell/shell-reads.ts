/** The requests that wait, as many as the mark beside their page can count. */
export const waitingInput = { status: 'pending', limit: 99 } as const
