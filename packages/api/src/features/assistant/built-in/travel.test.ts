import { holdsFloors } from './testing/floors.ts'
import { openTravelFirm, travelNames } from './testing/travel.ts'

/*
 * Sets by three people who knew nothing of the phrases. Those were widened by what the first missed, then by what others say who
 * had seen no set. Floors, a little below what was measured; docs/assistant.md has the figures, first and now. What is left of the
 * first: trips without a verb, and “Tomás has to be in Rotterdam”, which is a task as well.
 */
holdsFloors({ open: openTravelFirm, names: travelNames }, [
  { file: 'travel-kept', first: 0.9, near: 0.95, args: 0.84, wrong: 0.04 },
  { file: 'travel-2', first: 0.78, near: 0.88, args: 0.66, wrong: 0.05 },
  { file: 'travel-3', first: 0.76, near: 0.9, args: 0.6, wrong: 0.02 },
  { file: 'travel-4', first: 0.64, near: 0.92, args: 0.52, wrong: 0.02 },
  { file: 'travel-5', first: 0.62, near: 0.88, args: 0.52, wrong: 0.02 },
])
