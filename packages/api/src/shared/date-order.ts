/** Who counts in dollars of the United States writes the month first: 3/4 is March 4 there, and 3 April elsewhere. */
export const isMonthFirst = (currency: string): boolean => currency === 'USD'
