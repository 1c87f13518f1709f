import { holdsFloors } from './testing/floors.ts'
import { openPricesFirm, priceNames } from './testing/prices.ts'

/*
 * Sets by four people who knew nothing of the phrases. Those were widened by what the first two missed, then by what others say
 * who had seen no set. Floors, a little below what was measured; docs/assistant.md has the figures, first and now.
 */
holdsFloors({ open: openPricesFirm, names: priceNames }, [
  { file: 'prices-kept', first: 0.91, near: 0.96, args: 0.88, wrong: 0 },
  { file: 'prices-new', first: 0.96, near: 0.98, args: 0.94, wrong: 0 },
  { file: 'prices-3', first: 0.71, near: 0.88, args: 0.58, wrong: 0 },
  { file: 'prices-4', first: 0.76, near: 0.9, args: 0.68, wrong: 0.02 },
  { file: 'prices-5', first: 0.74, near: 0.86, args: 0.68, wrong: 0.06 },
  { file: 'prices-6', first: 0.8, near: 0.92, args: 0.68, wrong: 0.02 },
])
