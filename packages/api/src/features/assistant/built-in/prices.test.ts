import { holdsFloors } from './testing/floors.ts'
import { openPricesFirm, priceNames } from './testing/prices.ts'

/*
 * Sets by four people who knew nothing of the phrases. Those were widened by what the first two missed, then by what others say
 * who had seen no set. Floors, a little below what was measured; docs/assistant.md has the figures, first and now.
 */
holdsFloors({ open: openPricesFirm, names: priceNames }, [
  { file: 'prices-kept', first: 0.91, near: 0.95, args: 0.91, wrong: 0 },
  { file: 'prices-new', first: 0.94, near: 0.95, args: 0.92, wrong: 0.02 },
  { file: 'prices-3', first: 0.62, near: 0.85, args: 0.55, wrong: 0.01 },
  { file: 'prices-4', first: 0.64, near: 0.86, args: 0.6, wrong: 0.02 },
])
