import { createContext, use } from 'react'

/** The level of a heading that stands in a part: below the title of the page, or of the card or dialog around it. */
const PartLevel = createContext<2 | 3>(2)

export const PartBelow = PartLevel.Provider
export const usePartLevel = () => use(PartLevel)
