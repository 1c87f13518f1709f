/**
 * For tests that hold something to a time on the clock. Other tests on the same cores make it slow now and then, so it is tried again;
 * what waits, or is slow by itself, is slow each time. What computes is better held to `processorTime`.
 */
export const byTheClock = { retry: 2 } as const
