import { holdsFloors } from './testing/floors.ts'
import { openPricesFirm, priceNames } from './testing/prices.ts'

/*
 * Two sets, each written without a look at the phrases. Floors, a little below what was measured (95, 98, 95 and 0 %; 98, 98, 96 and 2 %).
 * Said for the first time, it was 47, 77, 35 and 5 % of the first, and 44, 69, 39 and 4 % of the second.
 */
holdsFloors({ open: openPricesFirm, names: priceNames }, [
  { file: 'prices-kept', first: 0.91, near: 0.95, args: 0.91, wrong: 0 },
  { file: 'prices-new', first: 0.94, near: 0.95, args: 0.92, wrong: 0.02 },
])
