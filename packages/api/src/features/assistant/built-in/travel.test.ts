import { holdsFloors } from './testing/floors.ts'
import { openTravelFirm, travelNames } from './testing/travel.ts'

/*
 * Sets by three people who knew nothing of the phrases. Those were widened by what the first missed, then by what others say who
 * had seen no set. Floors, a little below what was measured; docs/assistant.md has the figures, first and now. What is left of the
 * first: trips without a verb, and “Tomás has to be in Rotterdam”, which is a task as well.
 */
holdsFloors({ open: openTravelFirm, names: travelNames }, [
  { file: 'travel-kept', first: 0.9, near: 0.93, args: 0.88, wrong: 0.04 },
  { file: 'travel-2', first: 0.6, near: 0.75, args: 0.5, wrong: 0.05 },
  { file: 'travel-3', first: 0.6, near: 0.82, args: 0.48, wrong: 0.01 },
])
