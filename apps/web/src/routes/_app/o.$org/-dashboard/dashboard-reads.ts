/* What the dashboard asks the hub for; its loader begins with it before the page is there. */

export const activityInput = { limit: 24 } as const
