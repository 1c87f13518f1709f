const ASIDE = 'kept:'

/** The key of a dataset that no stream fills any more, until one of this name does again. */
export const asideKey = (name: string): string => `${ASIDE}${name}`

export const isAside = (key: string): boolean => key.startsWith(ASIDE)
