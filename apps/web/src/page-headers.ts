/*
 * The tabs of a browser share their cookies: a tab that slept may wake when somebody else has signed in. Each request says whom
 * its page was made for, so that the hub refuses what would be done in another person's name.
 */
let userId: string | undefined

/** From now on the pages are those of this person; undefined when they are left. */
export const madeFor = (id: string | undefined): void => void (userId = id)

/** Whom the pages were made for, if anybody. */
export const pageUser = (): string | undefined => userId

/** What each request of our pages says: that it comes from them, and whom they were made for. */
export const pageHeaders = (): Record<string, string> => ({
  'x-hub-csrf': '1',
  ...(userId !== undefined && { 'x-hub-user': userId }),
})
