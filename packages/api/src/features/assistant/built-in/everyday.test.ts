import { everydayNames, openEverydayFirm } from './testing/everyday.ts'
import { holdsFloors } from './testing/floors.ts'

// A firm that uses every part of the hub, and what its people type in a week. Floors, a little below what was measured.
holdsFloors({ open: openEverydayFirm, names: everydayNames }, [
  { file: 'everyday', first: 0.82, near: 0.88, args: 0.77, wrong: 0.02 },
  { file: 'everyday-2', first: 0.77, near: 0.86, args: 0.73, wrong: 0.03 },
  { file: 'everyday-3', first: 0.76, near: 0.81, args: 0.71, wrong: 0.04 },
])
