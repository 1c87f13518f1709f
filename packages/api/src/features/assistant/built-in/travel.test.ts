import { holdsFloors } from './testing/floors.ts'
import { openTravelFirm, travelNames } from './testing/travel.ts'

/*
 * Sets by three people who knew nothing of the phrases. Those were widened by what the first missed, then by what others say who
 * had seen no set. Floors, two sentences below what was measured; docs/assistant.md has the figures, first and now. What is left of the
 * first: trips without a verb, and “Tomás has to be in Rotterdam”, which is a task as well.
 */
holdsFloors({ open: openTravelFirm, names: travelNames }, [
  { file: 'travel-kept', first: 0.87, near: 0.93, args: 0.82, wrong: 0.05 },
  { file: 'travel-2', first: 0.75, near: 0.8, args: 0.62, wrong: 0.1 },
  { file: 'travel-3', first: 0.78, near: 0.86, args: 0.62, wrong: 0 },
  { file: 'travel-4', first: 0.7, near: 0.86, args: 0.52, wrong: 0.04 },
  { file: 'travel-5', first: 0.64, near: 0.86, args: 0.56, wrong: 0.04 },
])
