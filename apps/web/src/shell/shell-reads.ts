/** How often the frame asks whether there is news, where nobody tells it. */
export const countEvery = 30_000

/** The requests that wait, as many as the mark beside their page can count. */
export const waitingInput = { status: 'pending', limit: 99 } as const
